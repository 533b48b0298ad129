/*
 * Rules for tests: a text, parsed against a roll and printed again.
 */
#ifndef TESTS_RULE_TEXT_H
#define TESTS_RULE_TEXT_H

#include "core/expression.h"

/* `seats` as tests/roll_text.h reads them. The canonical printing replaces `printed`; empty where it is refused. */
enum status rule_text_parse(const char *text, enum method method, const char *seats, struct buffer *printed,
                            struct problem *problem);

/* A rule that is refused: in which column, and how the message begins. */
struct rule_fault {
    const char *text;
    unsigned long column;
    const char *message;
};

/* Each is no rule of method yes-no for these seats, for that reason. */
void rule_text_faults(const struct rule_fault *rows, size_t count, const char *seats);

#define RULE_FAULTS(rows, seats) rule_text_faults(rows, sizeof rows / sizeof rows[0], seats)

#endif
