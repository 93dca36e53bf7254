// For tests that describe a type of their own: Boost.Describe's macros use ", ##__VA_ARGS__",
// which clang names under -Wpedantic.
#ifndef GONGKAI_TESTS_DESCRIBED_HPP
#define GONGKAI_TESTS_DESCRIBED_HPP

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

#endif
