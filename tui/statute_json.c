#include "tui/statute_json.h"

#include "tui/session.h"

json_t *rules_json(const struct statute *statute)
{
    json_t *rules = json_array();
    for (size_t i = 0; i < statute->rules; i++) {
        const struct statute_rule *rule = &statute->rule[i];
        json_t *object = json_pack("{s:o, s:o, s:s}", "rule", json_slice(rule->rule.id), "title",
                                   json_slice(rule->rule.title), "method", method_name(rule->rule.method));
        for (size_t k = 0; k < rule->lines; k++)
            if (strcmp(rule->line[k].rule->name, "kind") != 0)
                json_object_set_new(object, rule->line[k].rule->name, json_slice(value_rest(rule->line[k].value, 1)));
        json_t *kinds = json_array();
        for (size_t k = 0; k < rule->rule.kinds; k++)
            json_array_append_new(kinds, json_slice(rule->rule.kind[k]));
        json_object_set_new(object, "kind", kinds);
        json_array_append_new(rules, object);
    }
    return rules;
}

json_t *statute_json(struct slice name, const struct entry *entry, const struct body *body, int64_t since)
{
    static const char single[] = "chair|revote|clerk|window|deadline|head|final|change|decided";
    json_t *require = json_array(), *propose = json_array();
    json_t *object = json_pack("{s:o, s:I, s:o, s:o, s:o}", "body", json_slice(name), "since", (json_int_t)since,
                               "rules", rules_json(&body->statute), "require", require, "propose", propose);
    for (size_t i = 0; object && i < entry->fields; i++) {
        const struct field *field = &entry->field[i];
        struct slice line = slice_of(field->rule->name);
        if (slice_is(line, "require"))
            json_array_append_new(require, json_slice(field->value));
        else if (slice_is(line, "propose"))
            json_array_append_new(propose, json_slice(field->value));
        else if (value_word(single, line) >= 0)
            json_object_set_new(object, field->rule->name, json_slice(field->value));
    }
    return object;
}
