#include "read/number.hpp"

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

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

}  // namespace

Printed take_apart(std::string_view printed) {
  Printed result;
  std::string text;  // narrow, without spaces at the ends
  printed = trim(printed);
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
  std::string_view rest = trim(std::string_view(text).substr(at));
  if (digits.empty() || !is_digit(digits[0]) || !is_digit(digits.back()) ||
      digits.find('.') != digits.rfind('.') || !take_separators_out(digits))
    return result;

  if (starts_with(rest, "万元")) {
    result.unit = Printed::Unit::ten_thousand_yuan;
    rest.remove_prefix(std::string_view("万元").size());
  } else if (starts_with(rest, "元")) {
    result.unit = Printed::Unit::yuan;
    rest.remove_prefix(std::string_view("元").size());
  } else {
    for (std::string_view counted : {"件", "条", "项", "个", "次", "宗"})
      if (starts_with(rest, counted)) {
        rest.remove_prefix(counted.size());
        break;
      }
  }
  rest = trim(rest);
  bool remark = rest.size() > 1 && rest[0] == '(' && rest.back() == ')';
  if (!rest.empty() && !remark) return result;
  result.kind = Printed::Kind::number;
  result.decimal = sign + digits;
  return result;
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

Amount as_amount(const Printed& printed, bool form_states_unit) {
  if (printed.kind == Printed::Kind::blank) return Amount(State::blank);
  if (printed.kind == Printed::Kind::text) return Amount(State::unreadable);
  Amount amount = Amount::parse(printed.decimal);
  if (!amount.has_value() || amount == Amount(0, 0)) return amount;
  if (printed.unit == Printed::Unit::yuan) return Amount(amount.digits(), amount.decimals() + 4);
  bool unit_known = form_states_unit || printed.unit == Printed::Unit::ten_thousand_yuan;
  return unit_known ? amount : Amount(State::unreadable);
}

}  // namespace gongkai::text
