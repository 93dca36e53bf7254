// Needs the compiled part too.
#include <gongkai/result.hpp>

int main() {
  gongkai::Error error;
  error.code = gongkai::ErrorCode::empty_input;
  return gongkai::message(error, gongkai::Language::en).empty() ? 1 : 0;
}
