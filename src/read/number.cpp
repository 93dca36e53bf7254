#include "read/number.hpp"

#include <algorithm>

#include "text.hpp"

namespace gongkai::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1,204" and "1，204": every comma is followed by three digits, and the first group is short.
bool take_separators_out(std::string& digits) {
  std::size_t point = digits.find('.');
  std::string whole = digits.substr(0, point);
  if (whole.find(',') == std::string::npos) return digits.find(',') == std::string::npos;
  std::string plain;
  std::size_t since_comma = 0;
  bool first_group = true;
  for (char c : whole + ',') {
    if (is_digit(c)) {
      plain += c;
      ++since_comma;
      continue;
    }
    if (first_group ? since_comma == 0 || since_comma > 3 : since_comma != 3) return false;
    first_group = false;
    since_comma = 0;
  }
  digits = plain + (point == std::string::npos ? std::string() : digits.substr(point));
  return digits.find(',') == std::string::npos;
}

// How many bytes of "13 612" and "1 204 300" there are at the beginning: spaces set thousands
// apart.
std::size_t spaced_thousands(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == 0 || at > 3 || text[0] == '0') return 0;
  std::size_t end = 0;
  while (at + 1 < text.size() && text[at] == ' ' && is_digit(text[at + 1])) {
    std::size_t digits = 1;
    while (at + 1 + digits < text.size() && is_digit(text[at + 1 + digits])) ++digits;
    if (digits != 3) return 0;
    end = at += 4;
  }
  return end;
}

// ASCII digits only, as nearly all cells are.
bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Neither a number nor a sign for none, as most labels are.
bool begins_with_word(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at > 0) {  // 1.属于国家秘密
    bool point = text.size() - at > 1 && text[at] == '.';
    return point && text[at + 1] >= '\xE4' && text[at + 1] <= '\xE9';
  }
  char32_t c = text.empty() ? U'\0' : narrow(next(text, at));
  return (c >= 0x3400 && c != U'无') || c == '(';
}

}  // namespace

Printed take_apart(std::string_view printed) {
  Printed result;
  if (is_plain(printed)) {
    result.kind = Printed::Kind::number;
    result.decimal = printed;
    return result;
  }
  std::string text;  // narrow, without spaces at the ends
  printed = trim(printed);
  if (begins_with_word(printed)) {
    result.kind = Printed::Kind::text;
    return result;
  }
  for (std::size_t at = 0; at < printed.size();) append(text, narrow(next(printed, at)));
  if (text.empty() || text == "-" || text == "--" || text == "—" || text == "——" || text == "/" ||
      text == "\\" || text == "无")
    return result;
  result.kind = Printed::Kind::text;

  std::size_t at = 0;
  std::string sign;
  if (text[0] == '-' || text[0] == '+') {
    if (text[0] == '-') sign = "-";
    at = 1;
  }
  std::size_t start = at;
  while (at < text.size() && (is_digit(text[at]) || text[at] == '.' || text[at] == ',')) ++at;
  std::string digits = text.substr(start, at - start);
  if (std::size_t spaced = spaced_thousands(std::string_view(text).substr(start)); spaced > 0) {
    at = start + spaced;
    digits = text.substr(start, spaced);
    digits.erase(std::remove(digits.begin(), digits.end(), ' '), digits.end());
  }
  std::string_view rest = trim(std::string_view(text).substr(at));
  if (digits.empty() || !is_digit(digits[0]) || !is_digit(digits.back()) ||
      digits.find('.') != digits.rfind('.') || !take_separators_out(digits))
    return result;

  for (std::string_view unit : {"万元", "元", "件", "条", "项", "个", "次", "宗"})
    if (starts_with(rest, unit)) {
      if (ends_with(unit, "元")) result.unit = unit_of(unit);
      rest = trim(rest.substr(unit.size()));
      break;
    }
  if (!rest.empty()) {
    // One remark in brackets may follow, which may be the unit.
    bool remark = rest[0] == '(' && rest.find(')') == rest.size() - 1 && rest.rfind('(') == 0;
    if (!remark) return result;
    std::string_view inside = trim(rest.substr(1, rest.size() - 2));
    for (std::string_view unit : {"万", "亿", "千", "百"})
      if (starts_with(inside, unit) && !ends_with(inside, "元")) return result;
    bool unit_only = inside.size() <= std::string_view("单位:人民币万元").size();
    if (unit_only && ends_with(inside, "元")) result.unit = unit_of(inside);
  }
  result.kind = Printed::Kind::number;
  result.decimal = sign + digits;
  return result;
}

Printed::Kind kind_of(std::string_view printed) {
  if (printed.empty()) return Printed::Kind::blank;
  if (is_plain(printed)) return Printed::Kind::number;
  if (begins_with_word(trim(printed))) return Printed::Kind::text;
  return take_apart(printed).kind;
}

template <Sign S>
Integer<S> as_count(const Printed& printed) {
  using Cell = Integer<S>;
  if (printed.kind == Printed::Kind::blank) return Cell(State::blank);
  if (printed.kind == Printed::Kind::text || printed.unit != Printed::Unit::none)
    return Cell(State::unreadable);
  bool negative = printed.decimal[0] == '-';
  std::size_t point = printed.decimal.find('.');
  if (point != std::string::npos &&
      printed.decimal.find_first_not_of('0', point + 1) != std::string::npos)
    return Cell(State::fraction);
  std::int64_t value = 0;
  for (char c : printed.decimal.substr(negative ? 1 : 0, point - (negative ? 1 : 0))) {
    std::int64_t digit = c - '0';
    if (value > (Cell::max - digit) / 10) return Cell(State::unreadable);
    value = value * 10 + digit;
  }
  return Cell(negative ? -value : value);
}
template Count as_count<Sign::non_negative>(const Printed&);
template Change as_count<Sign::any>(const Printed&);

template <Sign S>
Integer<S> as_count(std::string_view printed) {
  constexpr std::size_t surely_held = 18;  // digits
  if (printed.size() > surely_held || !is_plain(printed)) return as_count<S>(take_apart(printed));
  std::int64_t value = 0;
  for (char c : printed) value = value * 10 + (c - '0');
  return Integer<S>(value);
}
template Count as_count<Sign::non_negative>(std::string_view);
template Change as_count<Sign::any>(std::string_view);

Printed::Unit unit_of(std::string_view printed) {
  std::string text;  // without spaces: a cell may break its line within 万元
  for (std::size_t at = 0; at < printed.size();)
    if (char32_t c = next(printed, at); !is_space(c)) append(text, c);
  std::size_t at = text.rfind("元");
  if (at == std::string::npos) return Printed::Unit::none;
  std::string_view before = std::string_view(text).substr(0, at);
  if (ends_with(before, "万")) return Printed::Unit::ten_thousand_yuan;
  for (std::string_view multiple : {"亿", "千", "百", "美", "港", "欧"})
    if (ends_with(before, multiple)) return Printed::Unit::other;
  return Printed::Unit::yuan;
}

Amount as_amount(const Printed& printed, Printed::Unit unit) {
  if (printed.kind == Printed::Kind::blank) return Amount(State::blank);
  if (printed.kind == Printed::Kind::text) return Amount(State::unreadable);
  Amount amount = Amount::parse(printed.decimal);
  if (!amount.has_value() || amount == Amount(0, 0)) return amount;
  if (printed.unit != Printed::Unit::none) unit = printed.unit;
  if (unit == Printed::Unit::ten_thousand_yuan) return amount;
  if (unit == Printed::Unit::yuan) return Amount(amount.digits(), amount.decimals() + 4);
  return Amount(State::unreadable);
}

}  // namespace gongkai::text
