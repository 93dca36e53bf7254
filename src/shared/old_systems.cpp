// Part of the shared library only. Its users have the libstdc++ of their system, which may be that
// of GCC 7 (Kylin V10, openEuler): GLIBCXX_3.4.24. Built with the headers of GCC 11 or later, every
// copy of a vector names one function that came with GLIBCXX_3.4.29. What it does is said by the
// standard: it throws std::bad_array_new_length. So the library brings it along and does not export
// it, which is how Red Hat's toolsets make programs for systems older than their compiler
// (libstdc++_nonshared.a). tests/abi/symbols.sh holds that nothing else newer is needed.
#include <new>

#if defined(__GLIBCXX__) && defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 11
namespace std {
// The name is libstdc++'s own; we stand in for it.
__attribute__((visibility("hidden"))) void __throw_bad_array_new_length() {  // NOLINT
  throw bad_array_new_length();
}
}  // namespace std
#endif
