package io.wadi.extract.rest;

/** What a request does. Both only read: a POST says in its body what is looked for. */
public enum Method {
    GET,
    POST
}
