#include <curl/curl.h>

// curl_easy_setopt is variadic, which Swift cannot call: one typed door for each kind of option used.
static inline CURLcode kith_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode kith_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode kith_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode kith_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*kith_curl_transfer)(char *buffer, size_t size, size_t count, void *context);
static inline CURLcode kith_curl_set_transfer(CURL *handle, CURLoption option, kith_curl_transfer value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode kith_curl_get_number(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
// The macros for its arguments are not visible to Swift.
static inline CURLcode kith_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
