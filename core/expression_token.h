/*
 * The words of an expression; only core/expression_parse.c and core/expression_token.c include this.
 */
#ifndef CORE_EXPRESSION_TOKEN_H
#define CORE_EXPRESSION_TOKEN_H

#include "core/expression.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_RELATION,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_HALF_NUMBER, /* a number that breaks off before `at` */
    TOKEN_UNKNOWN
};

struct token {
    enum token_kind kind;
    enum relation relation;
    struct slice text;
    size_t at; /* byte offset */
};

/* The first token at or behind `at`. */
struct token token_read(struct slice text, size_t at);

/* NULL when the number was read; else the message that says why it cannot be used. */
const char *token_number(struct slice text, struct rational *out);

#endif
