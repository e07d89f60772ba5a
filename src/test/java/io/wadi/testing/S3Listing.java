package io.wadi.testing;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What S3 answers when it is asked what there is. */
final class S3Listing {
    private S3Listing() {}

    /** @param keys by the id of the upload */
    static String uploads(Map<String, String> keys, Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        return keys.entrySet().stream()
                .filter(upload -> upload.getValue().startsWith(prefix))
                .map(upload -> "<Upload><Key>" + upload.getValue() + "</Key><UploadId>" + upload.getKey()
                        + "</UploadId></Upload>")
                .collect(Collectors.joining(
                        "",
                        "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>",
                        "</ListMultipartUploadsResult>"));
    }

    /** A page of objects; every one is of the same time. */
    static String objects(SortedMap<String, Integer> sizes, Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        String after = query.getOrDefault("continuation-token", "");
        List<String> keys = sizes.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .toList();
        List<String> page = keys.subList(0, Math.min(most, keys.size()));
        boolean more = page.size() < keys.size();
        String next = more ? "<NextContinuationToken>" + page.get(page.size() - 1) + "</NextContinuationToken>" : "";
        return page.stream()
                .map(key ->
                        "<Contents><Key>" + key + "</Key><LastModified>2024-01-01T00:00:00.000Z</LastModified><Size>"
                                + sizes.get(key) + "</Size></Contents>")
                .collect(Collectors.joining(
                        "", "<ListBucketResult><IsTruncated>" + more + "</IsTruncated>" + next, "</ListBucketResult>"));
    }
}
