#include "tui/json.h"

#include "core/instant.h"

json_t *json_slice(struct slice text)
{
    json_t *value = json_stringn(text.at ? text.at : "", text.length);
    return value ? value : json_string("");
}

json_t *json_given(struct slice text)
{
    return text.length ? json_slice(text) : json_null();
}

json_t *json_digest(const struct digest *digest)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, hex);
    return json_string(hex);
}

json_t *json_time(bool given, int64_t seconds)
{
    char text[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = seconds}, text);
    return given ? json_string(text) : json_null();
}
