#include "tui/plain_reply.h"

enum { DIGITS_MAX = 6 };

static struct slice trim(struct slice text)
{
    while (text.length && strchr(" \t\r", text.at[0]) && text.at[0])
        text = slice_from(text, 1);
    while (text.length && strchr(" \t\r", text.at[text.length - 1]) && text.at[text.length - 1])
        text.length--;
    return text;
}

static bool read_number(struct slice text, size_t *out)
{
    size_t number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = number * 10 + (size_t)(text.at[i] - '0');
    }
    *out = number;
    return text.length > 0;
}

static enum plain_reply_kind letter(char typed)
{
    switch (typed | 0x20) {
    case 'b':
    case 'z':
        return REPLY_BACK;
    case 'q':
        return REPLY_QUIT;
    case 'm':
    case 'w':
        return REPLY_MORE;
    case 's':
        return REPLY_SEARCH;
    case 'h':
        return REPLY_HELP;
    default:
        return typed == '?' ? REPLY_HELP : REPLY_TEXT;
    }
}

struct plain_reply plain_reply(struct slice line)
{
    struct plain_reply reply = {.kind = REPLY_TEXT, .text = trim(line)};
    if (reply.text.length == 0)
        reply.kind = REPLY_EMPTY;
    else if (reply.text.length <= DIGITS_MAX && read_number(reply.text, &reply.number))
        reply.kind = reply.number ? REPLY_NUMBER : REPLY_BACK;
    else if (reply.text.length == 1)
        reply.kind = letter(reply.text.at[0]);
    return reply;
}
