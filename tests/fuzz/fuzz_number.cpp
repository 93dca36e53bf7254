// Printed cells as numbers. Where the print is plain digits a second way to read them is known.
#include "fuzz.hpp"
#include "read/number.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// "-12.50" as the sign, the digits before the point and those behind it; false for anything else.
bool is_decimal(std::string_view text, bool& negative, std::string& whole, std::string& decimals) {
  negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  bool point = false;
  for (char c : text) {
    if (c == '.') {
      if (point) return false;
      point = true;
    } else if (c < '0' || c > '9') {
      return false;
    } else {
      (point ? decimals : whole) += c;
    }
  }
  return !whole.empty() && point != decimals.empty();
}

void strip(std::string& whole, std::string& decimals) {
  while (whole.size() > 1 && whole[0] == '0') whole.erase(0, 1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
}

void check_amount(std::string_view text) {
  Amount amount = Amount::parse(text);
  bool negative = false;
  std::string whole, decimals;
  if (!is_decimal(text, negative, whole, decimals))
    return must(amount.state() == State::unreadable, "no amount but from a decimal");
  strip(whole, decimals);
  bool fits = whole.size() + decimals.size() <= 18 && decimals.size() <= 255;
  if (!amount.has_value()) return must(!fits, "what fits is read");
  std::string expected = decimals.empty() ? whole : whole + '.' + decimals;
  if (negative && expected != "0") expected.insert(0, 1, '-');
  must(to_string(amount) == expected, "an amount is what is printed");
  must(Amount::parse(expected) == amount, "and is read again the same");
}

void check_cell(std::string_view text) {
  text::Printed printed = text::take_apart(text);
  Count count = text::as_count<Sign::non_negative>(printed);
  Change change = text::as_count<Sign::any>(printed);
  if (printed.kind == text::Printed::Kind::number) {
    bool negative = false;
    std::string whole, decimals;
    must(is_decimal(printed.decimal, negative, whole, decimals), "a number is a decimal");
    must(digits_of(text).find(whole + decimals) != std::string::npos, "with the digits printed");
    strip(whole, decimals);
    if (!decimals.empty()) must(!count.has_value(), "a fraction is no count");
    if (count.has_value() && decimals.empty()) {
      std::string expected = negative && whole != "0" ? '-' + whole : whole;
      must(to_string(count) == expected && to_string(change) == expected, "counts are exact");
    }
  } else {
    must(!count.has_value() && !change.has_value(), "no number without one");
  }
  using Unit = text::Printed::Unit;
  for (Unit unit : {Unit::none, Unit::yuan, Unit::ten_thousand_yuan, Unit::other})
    must(!text::as_amount(printed, unit).has_value() || printed.kind == text::Printed::Kind::number,
         "no money without a number");
  text::unit_of(text);
  bool plain = !text.empty() && text.size() <= 18;
  for (char c : text) plain = plain && c >= '0' && c <= '9';
  if (plain) must(count == Count(std::strtoll(std::string(text).c_str(), nullptr, 10)), "digits");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  check_amount(text);
  Date date = Date::parse(text);
  must(!date.known() || to_string(date) == text, "a date is what is printed");
  if (is_utf8(text)) check_cell(text);  // who calls it has seen to that
  return 0;
}
