/* As SQL: the rows of `change` of a body that made its benches, seats, statute or log key, through their own index. */
#ifndef DATA_CHANGE_SQL_H
#define DATA_CHANGE_SQL_H

/* Behind SELECT; more conditions follow with AND. The first ones are the index's, word for word. */
#define FROM_VERSIONS                                                                                                  \
    "FROM change INDEXED BY change_version WHERE what IN ('body', 'roster', 'statute', 'log') AND body = ?1 "

#endif
