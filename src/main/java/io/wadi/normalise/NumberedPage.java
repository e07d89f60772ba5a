package io.wadi.normalise;

import io.wadi.model.JsonPage;

/** A page and the number, within its resource and this run, of its first record: what random row ids are made from. */
record NumberedPage(JsonPage page, long first) {}
