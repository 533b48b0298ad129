#include "tests/keyfile_sample.h"

#include "core/encode.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char SAMPLE[] = "53544d424b45590001010000000100010000404142434445464748494a4b4c4d"
                             "4e4f606162636465666768696a6b6c6d6e6f707172737475767703a107bff3ce"
                             "10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b81c6c616e642d"
                             "322e6c656e6b756e67736b726569732e6578616d706c65f77ed3a5288f52df49"
                             "a04c98e17d507313ad0ac8109266120f6870d16b86c0d6bfe96a318cd3d27e05"
                             "9700a8fe622deb";

void sample_bytes(char out[SAMPLE_LENGTH])
{
    assert_true(hex_decode(slice_of(SAMPLE), (uint8_t *)out, SAMPLE_LENGTH));
}
