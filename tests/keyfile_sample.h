/*
 * A key file that another implementation of the format wrote: seed 00 01 … 1f, salt 40 41 … 4f, nonce 60 61 … 77, one
 * pass over 64 MiB, the cheapest that is accepted.
 */
#ifndef TESTS_KEYFILE_SAMPLE_H
#define TESTS_KEYFILE_SAMPLE_H

#include "core/slice.h"

enum { SAMPLE_LENGTH = 167 };

#define SAMPLE_NAME "land-2.lenkungskreis.example"
#define SAMPLE_PASSPHRASE "Zw\xc3\xb6lf Boxk\xc3\xa4mpfer"
#define SAMPLE_PUBLIC "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"

void sample_bytes(char out[SAMPLE_LENGTH]);

#endif
