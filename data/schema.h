/* The migrations data/schema/NNN.sql, made into strings by the build. Number n (1-based) is schema_sql[n - 1]. */
#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

extern const char *const schema_sql[];
extern const unsigned schema_count;

#endif
