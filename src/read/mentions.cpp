#include "gongkai/mention.hpp"

#include <limits>
#include <string_view>

#include "read/encoding.hpp"
#include "sentence.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::Stretch;
using Letters = std::u32string_view;

bool one_of(char32_t c, Letters set) { return set.find(c) != Letters::npos; }

// ---- exact numbers ------------------------------------------------------------------------------

/// digits × 10^-decimals, or not to be held in 64 bits.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;
  bool held = true;

  void append(int digit) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    held = held && digits <= (most - digit) / 10;
    if (held) digits = digits * 10 + digit;
  }
  void append_decimal(int digit) {
    append(digit);
    held = held && ++decimals <= 18;
  }
  void times_ten(int power) {
    for (; power > 0; --power) {
      if (decimals > 0)
        --decimals;
      else
        append(0);
    }
  }
  void add(Decimal other) {
    while (decimals < other.decimals) {
      append(0);
      ++decimals;
    }
    other.times_ten(decimals);  // now in the same unit: as many digits behind the point
    held = held && other.held && digits <= std::numeric_limits<std::int64_t>::max() - other.digits;
    if (held) digits += other.digits;
  }
};

int power_of(char32_t c) {
  switch (c) {
    case U'十':
      return 1;
    case U'百':
      return 2;
    case U'千':
      return 3;
    case U'万':
      return 4;
    case U'亿':
      return 8;
    default:
      return 0;
  }
}

constexpr Letters chinese_digits = U"〇一二三四五六七八九";

int chinese_digit(char32_t c) {
  if (c == U'零') return 0;
  if (c == U'两') return 2;
  std::size_t digit = chinese_digits.find(c);
  return digit == Letters::npos ? -1 : static_cast<int>(digit);
}

// Quicker than to ask for the value: most characters are none.
bool is_numeral(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'两':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
      return true;
    default:
      return power_of(c) > 0;
  }
}

// 一百零三, 两千三百, 十二, 一〇三, 三万五千. Not held: what can be read in two ways (一百五, 三五)
// or is no number (万万, 百).
Decimal read_chinese(Letters run) {
  Decimal total, section;
  int last_power = 9, digit = -1, big = 9;
  bool zero = false, positional = run.find(U'〇') != Letters::npos && run.size() > 1;
  for (char32_t c : run) positional = positional && power_of(c) == 0;
  if (positional) {
    for (char32_t c : run) total.append(chinese_digit(c));
    return total;
  }
  auto fail = [&] { total.held = false; };
  for (char32_t c : run) {
    int power = power_of(c);
    if (power == 0) {
      if (digit > 0 || (digit == 0 && run.size() > 1 && chinese_digit(c) == 0)) fail();
      zero = zero || chinese_digit(c) == 0;
      digit = chinese_digit(c);
    } else if (power < 4) {
      if (power >= last_power || digit == 0 || (digit < 0 && (power > 1 || last_power < 9))) fail();
      Decimal part;
      part.append(digit < 0 ? 1 : digit);
      part.times_ten(power);
      section.add(part);
      last_power = power;
      digit = -1;
      zero = false;
    } else {
      if (digit > 0) section.add(Decimal{digit, 0, true});
      // 万亿 is one unit; else they come down: 亿 before 万.
      bool together = power == 8 && big == 4 && digit < 0 && section.digits == 0;
      if (together) {
        total.times_ten(power);
      } else {
        if (power >= big || section.digits == 0) fail();
        section.times_ten(power);
        total.add(section);
      }
      section = {};
      last_power = 9;
      digit = -1;
      big = power;
      zero = false;
    }
  }
  // A last digit without its power is ones only behind 十 or 零: 一百五 may be 150 or 105.
  bool ones = last_power == 1 || zero || (last_power == 9 && big == 9);
  if (digit > 0 && !ones) fail();
  if (digit > 0) section.add(Decimal{digit, 0, true});
  total.add(section);
  return total;
}

// ---- measure words ------------------------------------------------------------------------------

// A measure word, and what must not follow it: 件 in 一件事, 起 in 起诉.
struct Measure {
  Letters word;
  Letters no_more = {};
  bool parts = false;  // may have decimals: 元, 公里
};

// Longer ones first. Spans of time (年, 天, 小时) are none: the form counts no time.
constexpr Measure measures[] = {{U"个百分点", {}, true},
                                {U"人次"},
                                {U"件次"},
                                {U"条次"},
                                {U"篇次"},
                                {U"场次"},
                                {U"批次"},
                                {U"户次"},
                                {U"家次"},
                                {U"班次"},
                                {U"平方米", {}, true},
                                {U"平方公里", {}, true},
                                {U"公里", {}, true},
                                {U"公顷", {}, true},
                                {U"件", U"事"},
                                {U"条", U"例款龙第规文"},
                                {U"篇", U"章"},
                                {U"期", U"间限货末"},
                                {U"份", U"额"},
                                {U"次", U"性年日月序要级"},
                                {U"人", U"民员均大社才事力"},
                                {U"项", U"目"},
                                {U"个", U"月"},
                                {U"起", U"诉草来到步点施实始"},
                                {U"宗", U"旨"},
                                {U"场", U"所景地"},
                                {U"册"},
                                {U"本", U"市区县局年级机部省乡镇月季人期报办行着次"},
                                {U"部", U"分门委署队"},
                                {U"批", U"准复示评"},
                                {U"家", U"庭长子"},
                                {U"户", U"籍口外"},
                                {U"名", U"录单称义"},
                                {U"位", U"数于置"},
                                {U"元", U"旦素", true},
                                {U"字", U"号"},
                                {U"例", U"如外会行"},
                                {U"类", U"似型"},
                                {U"种", U"植子业"},
                                {U"处", U"理置罚分室长"},
                                {U"台", U"风账湾"},
                                {U"套", U"用路"},
                                {U"组", U"织长成"},
                                {U"轮", U"流训"},
                                {U"款", U"项规"},
                                {U"段", U"落"},
                                {U"块"},
                                {U"站", U"点"},
                                {U"所", U"有属在"},
                                {U"座", U"谈位"},
                                {U"笔", U"试"},
                                {U"卷"},
                                {U"节", U"约日能"},
                                {U"门", U"户槛牌"},
                                {U"堂"},
                                {U"封", U"闭"},
                                {U"幅", U"度"},
                                {U"张", U"贴"},
                                {U"页"},
                                {U"辆"},
                                {U"只", U"有要能是"},
                                {U"支", U"持付撑出部"},
                                {U"集", U"中体约成"},
                                {U"倍", {}, true},
                                {U"分", U"钟之别类为期局管工解发级公析享层歧配", true},
                                {U"亩", {}, true},
                                {U"吨", {}, true},
                                {U"米", {}, true}};

// Words that say when, not how many, after 个.
constexpr Letters times_after_ge[] = {U"工作日", U"季度", U"小时", U"五年", U"自然日",
                                      U"学期",   U"星期", U"年",   U"周",   U"日"};

// These count documents and events: a Chinese numeral before them is a number. 个, 项, 类 and the
// like stand in many names (三项制度, 两个确立), where the sentence must show that it counts.
constexpr Letters strict = U"件份起宗篇期条册场名户家部";

// Verbs of counting: 受理一件, 共五项.
constexpr Letters counting_verbs[] = {U"收到", U"受理", U"办理", U"办结", U"发生", U"发布", U"印发",
                                      U"制定", U"制发", U"废止", U"举办", U"召开", U"开展", U"答复",
                                      U"公开", U"收",   U"共",   U"计",   U"出台", U"新增"};

constexpr Letters stops = U"，。；：（）！？?[]【】…|";

// ---- a sentence ---------------------------------------------------------------------------------

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

std::string narrow_text(Letters letters) {
  std::string text;
  for (char32_t c : letters) text::append(text, c);
  return text;
}

/// Finds the quantities of one sentence.
class Scanner {
 public:
  Scanner(std::string_view text, std::string part, std::vector<Mention>& found)
      : text_(text), part_(std::move(part)), found_(found) {}

  void scan(Stretch sentence) {
    sentence_ = sentence;
    text::letters_of(text_, sentence, letters_, places_);
    behind_ = ordinal_ = 0;
    subject_.clear();
    for (std::size_t i = 0; i < letters_.size();) i = look(i);
  }

 private:
  // A number as it is printed: [first, last) in letters, with 余, 万 and %.
  struct Number {
    std::size_t first = 0, last = 0;
    Decimal value;
    bool approximate = false;
    bool chinese = false;
    bool percent = false;
    bool multiplied = false;  // by 万 or 亿
    bool torn = false;        // spaces among the digits leave it open where it ends
    Letters run;              // of a Chinese one, without what follows
  };

  char32_t at(std::size_t i) const { return i < letters_.size() ? letters_[i] : 0; }
  char32_t before(std::size_t i) const { return i > 0 ? letters_[i - 1] : 0; }
  Letters rest(std::size_t i) const { return Letters(letters_).substr(i); }
  bool starts(std::size_t i, Letters word) const { return rest(i).substr(0, word.size()) == word; }
  bool ends(std::size_t i, Letters word) const {
    return i >= word.size() && Letters(letters_).substr(i - word.size(), word.size()) == word;
  }
  template <std::size_t n>
  bool ends_with_any(std::size_t i, const Letters (&words)[n]) const {
    for (Letters word : words)
      if (ends(i, word)) return true;
    return false;
  }

  // Takes what stands at i, and says where to go on.
  std::size_t look(std::size_t i) {
    char32_t c = letters_[i];
    if (c == U'未' || c == U'没' || c == U'无') return nothing(i);
    if (!is_digit(c) && !is_numeral(c)) return i + 1;
    bool of_hundred = c == U'百' && starts(i, U"百分之");
    std::size_t start = of_hundred ? i + 3 : i;
    Number number;
    if (is_digit(at(start)))
      number = arabic(start);
    else if (is_numeral(at(start)))
      number = chinese(start);
    else
      return i + 1;
    if (of_hundred) {
      number.first = i;
      number.percent = true;
      number.chinese = false;
      if (number.run == U"百") number.value = Decimal{100, 0, true};
    }
    return quantity(number);
  }

  // 12, 1,204, 1，204, 12.5; spaces within it only where they make groups of three. `lower`: the
  // 2345万 of 1亿2345万.
  Number arabic(std::size_t i, bool lower = false) const {
    Number number;
    number.first = i;
    std::size_t group = 0;  // digits since the last separator
    bool grouped = false, point = false;
    auto three_follow = [&](std::size_t from) {
      for (std::size_t k = 0; k < 3; ++k)
        if (!is_digit(at(from + k)) || (k > 0 && places_[from + k].after_space)) return false;
      return !is_digit(at(from + 3)) || places_[from + 3].after_space;
    };
    for (;; ++i) {
      char32_t c = at(i);
      if (is_digit(c)) {
        if (i > number.first && places_[i].after_space) {
          bool group_ends = grouped ? group == 3 : group <= 3 && at(number.first) != '0';
          if (point || !group_ends || !three_follow(i)) number.torn = true;
          grouped = true;
          group = 0;
        }
        int digit = static_cast<int>(c - '0');
        point ? number.value.append_decimal(digit) : number.value.append(digit);
        ++group;
      } else if (c == U'，' && !point && three_follow(i + 1) && !places_[i].after_space &&
                 !places_[i + 1].after_space &&
                 (grouped ? group == 3 : group <= 3 && at(number.first) != '0')) {
        grouped = true;
        group = 0;
      } else if (c == '.' && is_digit(at(i + 1)) && !places_[i + 1].after_space) {
        number.torn = number.torn || point;  // a version or a date
        point = true;
      } else {
        break;
      }
    }
    number.last = i;
    tail(number, !lower);
    return number;
  }

  Number chinese(std::size_t i) const {
    Number number;
    number.first = i;
    number.chinese = true;
    while (is_numeral(at(i))) ++i;
    number.last = i;
    number.run = Letters(letters_).substr(number.first, i - number.first);
    // 百余件 says one hundred; 百件, 数百件 say no number.
    Letters run = number.run;
    bool bare = run == U"百" || run == U"千" || run == U"万" || run == U"百万" || run == U"千万";
    bool more = one_of(at(i), U"余多");
    if (bare && (more || one_of(before(number.first), U"近上约"))) {
      number.value = Decimal{1, 0, true};
      for (char32_t c : run) number.value.times_ten(power_of(c));
      number.approximate = true;
    } else {
      number.value = read_chinese(run);
    }
    tail(number);
    return number;
  }

  // 余, 万, +, % behind the digits.
  void tail(Number& number, bool goes_on = false) const {
    std::size_t& i = number.last;
    auto more = [&] {
      while (one_of(at(i), U"余多来几+") && !starts(i, U"多元") && !starts(i, U"多个部门")) {
        number.approximate = true;
        ++i;
      }
    };
    more();
    int last_power = 9;
    while (power_of(at(i)) > 1 && !number.chinese) {
      int power = power_of(at(i));
      if (power >= last_power && !(last_power == 4 && power == 8)) number.value.held = false;
      number.value.times_ten(power);
      number.multiplied = true;
      last_power = power;
      ++i;
      if (goes_on && power >= 4 && is_digit(at(i)) && !places_[i].after_space) {
        Number lower = arabic(i, true);
        Decimal limit{1, 0, true};
        limit.times_ten(power);
        number.torn = number.torn || lower.torn || lower.percent || lower.value.decimals > 0 ||
                      lower.value.digits >= limit.digits;
        number.value.add(lower.value);
        number.approximate = number.approximate || lower.approximate;
        i = lower.last;
        return;
      }
    }
    if (number.chinese && number.approximate)  // 二十余万
      while (power_of(at(i)) >= 4) {
        number.value.times_ten(power_of(at(i)));
        ++i;
      }
    more();
    if (at(i) == '%') {
      number.percent = true;
      ++i;
    }
  }

  const Measure* measure_at(std::size_t i) const {
    for (const Measure& measure : measures) {
      if (measure.word[0] != at(i) || !starts(i, measure.word)) continue;
      std::size_t next = i + measure.word.size();
      if (one_of(at(next), measure.no_more) && next < letters_.size()) {
        bool lawsuit = measure.word == U"起" && starts(next, U"诉讼");
        bool target = measure.word == U"项" && starts(next, U"目标");
        if (!lawsuit && !target) return nullptr;
      }
      if (measure.word == U"个")
        for (Letters time : times_after_ge)
          if (starts(next, time)) return nullptr;
      return &measure;
    }
    return nullptr;
  }

  // A number is a quantity by what stands around it.
  std::size_t quantity(Number number) {
    std::size_t first = number.first;
    char32_t ahead = before(first);
    // 第二十条、二十一条: what follows an ordinal in a list is one too.
    bool listed = ordinal_ > 0 && ordinal_ + 1 == first && one_of(ahead, U"、和及与至-或");
    if (ahead == U'第' || listed) {
      ordinal_ = number.last + (measure_at(number.last) != nullptr ? 1 : 0);
      return number.last;
    }
    bool in_code = is_latin(ahead) || one_of(ahead, U"-/〔[［+#&") ||
                   (ahead == '.' && !places_[first].after_space) ||
                   (ahead == U'：' && first > 1 && is_digit(letters_[first - 2]));
    in_code = in_code || (!number.chinese && is_numeral(ahead) && !number.percent);
    if (in_code || number.torn || !number.value.held) return number.last;
    if (number.percent) {
      add(number, number.last, nullptr);
      return number.last;
    }
    if (std::size_t end = range(number)) return end;
    const Measure* measure = measure_at(number.last);
    if (measure == nullptr ? !counts_without_measure(number) : !counts(number, *measure))
      return number.last;
    std::size_t last = number.last + (measure == nullptr ? 0 : measure->word.size());
    add(number, last, measure);
    return behind_;
  }

  bool counts(const Number& number, const Measure& measure) const {
    if (number.value.decimals > 0 && !measure.parts && !number.multiplied) return false;
    char32_t ahead = before(number.first);
    if (ahead == U'前' && one_of(measure.word[0], U"名位")) return false;
    std::size_t end = number.last + measure.word.size();
    if (at(end) == U'”' && quoted(number.first)) return false;  // “创新12条”
    if (!number.chinese) return true;
    if (!(ahead == U'上' && number.approximate) &&
        one_of(ahead, U"每同某逐任唯进统专这那另单首上下前星周初之各数几跑“‘\""))
      return false;
    bool last_word = end >= letters_.size() || one_of(at(end), stops) || at(end) == U'、';
    if (one_of(at(end), U"镇乡村屯庄街") || one_of(at(end + 1), U"镇乡村屯庄街")) return false;
    bool verb = ends_with_any(number.first, counting_verbs);
    bool is_strict = one_of(measure.word[0], strict);
    bool at_end = last_word && verb_in_clause(number.first);  // 召开会议一次。
    if (number.run == U"一") return !quoted(number.first) && (at_end || (verb && is_strict));
    return number.approximate || is_strict || verb || at_end;
  }

  bool verb_in_clause(std::size_t i) const {
    for (std::size_t k = 0; k < 40 && i > 0 && !one_of(letters_[i - 1], stops); ++k, --i)
      for (Letters verb : counting_verbs)
        if (verb.size() > 1 && starts(i - 1, verb)) return true;
    return false;
  }

  // In a motto: “办结一件申请、…”
  bool quoted(std::size_t i) const {
    for (std::size_t k = 0; k < 12 && i > 0; ++k)
      if (one_of(letters_[--i], U"“”")) return letters_[i] == U'“';
    return false;
  }

  // "主动公开信息数169，", "均为0。"
  bool counts_without_measure(const Number& number) const {
    bool closed = number.last >= letters_.size() || one_of(at(number.last), stops) ||
                  at(number.last) == U'、';
    if (!closed || (number.value.decimals > 0 && !number.multiplied)) return false;
    std::size_t i = number.first;
    if (number.value.digits == 0 && before(i) == U'为') return true;
    for (int k = 0; k < 3 && one_of(before(i), U"达为共约是近：到"); ++k) --i;
    return !number.chinese && one_of(before(i), U"数量");
  }

  // 3至5件, 3件-5件: two numbers near the true one. 0 where there is no range.
  std::size_t range(Number low) {
    const Measure* own = measure_at(low.last);
    std::size_t i = low.last + (own == nullptr ? 0 : own->word.size());
    if (!one_of(at(i), U"-~至到")) return 0;
    while (one_of(at(i), U"-~")) ++i;
    if (one_of(at(i), U"至到") && one_of(at(i - 1), U"-~")) return 0;
    if (one_of(at(i), U"至到")) ++i;
    if (!is_digit(at(i)) && !is_numeral(at(i))) return 0;
    Number high = is_digit(at(i)) ? arabic(i) : chinese(i);
    const Measure* measure = measure_at(high.last);
    if (measure == nullptr || high.torn || !high.value.held || (own != nullptr && own != measure))
      return 0;
    bool wants_whole = !measure->parts && (low.value.decimals > 0 || high.value.decimals > 0);
    if (wants_whole && !high.multiplied) return 0;
    if (high.multiplied && !low.multiplied && own == nullptr) {  // 3至5万条
      Number again = low;
      for (std::size_t k = high.last; k > high.first && power_of(letters_[k - 1]) > 1; --k)
        again.value.times_ten(power_of(letters_[k - 1]));
      low = again;
      if (!low.value.held) return 0;
    }
    low.approximate = high.approximate = true;
    std::string subject = add(low, low.last, measure, high.last + measure->word.size());
    add(high, high.last + measure->word.size(), measure);
    found_.back().subject = subject_ = subject;
    return behind_;
  }

  // Writes a mention down; it ends at `last`, its words go on at `resume`. Gives the subject.
  std::string add(Number number, std::size_t last, const Measure* measure, std::size_t resume = 0) {
    for (Letters word : {Letters(U"以上"), Letters(U"左右"), Letters(U"以内"), Letters(U"上下")})
      if (measure != nullptr && resume == 0 && starts(last, word)) {
        number.approximate = true;
        last += word.size();
      }
    if (measure != nullptr && resume == 0 && one_of(at(last), U"余多+")) {  // 30 件余
      number.approximate = true;
      ++last;
    }
    std::size_t first = number.first;
    static constexpr Letters about[] = {U"大约", U"接近", U"将近", U"超过", U"不少于", U"不低于",
                                        U"至少", U"突破", U"约",   U"近",   U"逾",     U"超"};
    for (Letters word : about)
      if (ends(number.first, word) && !ends(number.first, U"最近")) {
        number.approximate = true;
        first = number.first - word.size();
        break;
      }
    Mention mention;
    mention.kind = number.percent       ? Mention::Kind::percentage
                   : number.approximate ? Mention::Kind::approximate
                                        : Mention::Kind::exact;
    mention.value = Amount(number.value.digits, number.value.decimals);
    if (measure != nullptr)
      mention.unit = narrow_text(measure->word == U"个百分点" ? U"百分点" : measure->word);
    write(mention, number.first, last, subject_of(first, resume == 0 ? last : resume));
    if (resume == 0) behind_ = last;
    return mention.subject;
  }

  void write(Mention& mention, std::size_t first, std::size_t last, const std::string& subject) {
    mention.subject = subject;
    subject_ = subject;
    mention.part = part_;
    mention.offset = places_[first].at;
    std::size_t end = places_[last - 1].at;
    text::next(text_, end);
    mention.length = end - mention.offset;
    mention.sentence = text::excerpt(text_, sentence_, {mention.offset, end}, 300);
    found_.push_back(mention);
    behind_ = last;
  }

  // ---- what is counted ------------------------------------------------------------------------

  static constexpr std::size_t far = 60;  // letters of a subject, at most

  // What follows the measure word, or else what leads to the number.
  std::string subject_of(std::size_t first, std::size_t last) const {
    std::string after = words_after(last);
    if (!after.empty()) return after;
    std::string ahead = words_before(first);
    return ahead.empty() ? subject_ : ahead;
  }

  std::string words_after(std::size_t i) const {
    if (one_of(at(i), U"均已占是为同较比并且和及与其的以由在将被含等后即故分别率用，、“”《%") ||
        starts(i, U"通过") || starts(i, U"全部") || starts(i, U"左右"))
      return {};
    std::size_t last = i;
    while (last < letters_.size() && last - i < far && !one_of(letters_[last], stops) &&
           letters_[last] != U'、' && !is_digit(letters_[last]))
      ++last;
    while (last > i && one_of(letters_[last - 1], U"和及与、")) --last;
    return narrow_text(Letters(letters_).substr(i, last - i));
  }

  std::string words_before(std::size_t i) const {
    if (before(i) == U'）') {  // 其他处理（含申请人撤回）341件
      std::size_t open = i;
      while (open > behind_ && i - open < far && letters_[open - 1] != U'（') --open;
      if (open > behind_ && letters_[open - 1] == U'（') i = open - 1;
    }
    std::size_t first = i;
    while (first > behind_ && i - first < far && !one_of(letters_[first - 1], stops)) --first;
    Letters words = Letters(letters_).substr(first, i - first);
    auto drop_first = [&](Letters word) {
      bool there = words.substr(0, word.size()) == word;
      if (there) words.remove_prefix(word.size());
      return there;
    };
    auto drop_last = [&](Letters word) {
      bool there = words.size() >= word.size() && words.substr(words.size() - word.size()) == word;
      if (there) words.remove_suffix(word.size());
      return there;
    };
    if (first == behind_ && !drop_first(U"以及"))  // linked to the last one
      while (drop_first(U"、") || drop_first(U"和") || drop_first(U"及")) {
      }
    std::size_t year = words.find(U'年');
    if (year != Letters::npos && year <= 4 && is_digit(words[0])) words.remove_prefix(year + 1);
    static constexpr Letters openings[] = {
        U"其中", U"全年", U"今年以来", U"本年度", U"年度",   U"度", U"我局", U"我市",
        U"我县", U"我区", U"我镇",     U"本单位", U"本机关", U"共", U"”",    U"、"};
    static constexpr Letters closings[] = {
        U"共计", U"合计", U"累计", U"总计", U"达到", U"分别", U"共", U"达", U"为", U"约",
        U"近",   U"有",   U"了",   U"计",   U"各",   U"已",   U"、", U"是", U"均"};
    for (bool again = true; again;) {
      again = false;
      for (Letters word : openings) again = drop_first(word) || again;
      for (Letters word : closings) again = drop_last(word) || again;
    }
    if (words.find_first_not_of(U"0123456789.") == Letters::npos) return {};  // 1. of a list
    if (words == U"占" || words == U"占比" || words == U"约占") return {};
    return narrow_text(words);
  }

  // ---- 未发生 -----------------------------------------------------------------------------------

  // Says that there was nothing: 未 with a verb of happening, 没有 and 无 before what is counted.
  std::size_t nothing(std::size_t i) {
    static constexpr Letters happened[] = {U"发生", U"收到", U"收取", U"产生", U"出现",
                                           U"接到", U"受理", U"接收", U"收悉"};
    static constexpr Letters done[] = {U"制定", U"制发", U"废止", U"新增", U"印发", U"出台",
                                       U"被",   U"因",   U"有",   U"涉及", U"办理", U"发现"};
    static constexpr Letters things[] = {U"政府信息", U"行政",     U"依申请", U"申请", U"诉讼",
                                         U"复议",     U"规范性文", U"规章",   U"结转", U"上年",
                                         U"信息处理", U"信息公开", U"提起",   U"被",   U"下年",
                                         U"投诉",     U"举报"};
    std::size_t verb = i + (starts(i, U"没有") ? 2 : 1);
    if (at(i) == U'没' && !starts(i, U"没有")) return i + 1;
    if (one_of(before(i), U"如若凡对人者户的") || ends(i, U"逾期") || ends(i, U"仍")) return i + 1;
    bool certain = false, likely = false;
    std::size_t object = verb;
    for (Letters word : happened)
      if (starts(verb, word)) {
        certain = true;
        object = verb + word.size();
      }
    for (Letters word : done)
      if (!certain && starts(verb, word)) {
        likely = true;
        object = verb + word.size();
        break;
      }
    if (!certain && !likely && at(i) != U'未')
      for (Letters word : things) likely = likely || starts(verb, word);
    if (!certain && !likely) return i + 1;
    std::size_t last = object;
    while (last < letters_.size() && last - object < far && !one_of(letters_[last], stops) &&
           letters_[last] != U'“')
      ++last;
    Letters words = Letters(letters_).substr(object, last - object);
    if (!certain && !counted(words)) return i + 1;
    Mention mention;
    mention.kind = Mention::Kind::none;
    mention.value = Amount(0, 0);
    std::size_t end = object;
    write(mention, i, end, words.empty() ? words_before(i) : narrow_text(words));
    return end;
  }

  // What the form counts.
  static bool counted(Letters words) {
    for (Letters word :
         {Letters(U"申请"), Letters(U"复议"), Letters(U"诉讼"), Letters(U"投诉"), Letters(U"举报"),
          Letters(U"费"), Letters(U"文件"), Letters(U"许可"), Letters(U"处罚"), Letters(U"强制"),
          Letters(U"结转"), Letters(U"追究"), Letters(U"泄密"), Letters(U"规章"), Letters(U"案件")})
      if (words.find(word) != Letters::npos) return true;
    return false;
  }

  std::string_view text_;
  std::string part_;
  std::vector<Mention>& found_;
  Stretch sentence_;
  std::u32string letters_;          // of the sentence, see letters_of()
  std::vector<text::Spot> places_;  // of the letters
  std::size_t behind_ = 0;          // where the last mention ends, in letters
  std::size_t ordinal_ = 0;         // where the last ordinal ends
  std::string subject_;             // of the last mention in this sentence
};

void scan(const std::string& text, const char* part, std::vector<Mention>& found) {
  if (valid_utf8(text) != text.size()) return;
  Scanner scanner(text, part, found);
  for (Stretch sentence : text::sentences(text)) scanner.scan(sentence);
}

}  // namespace

std::vector<Mention> mentions(const Report& report, const BesideTables& beside) {
  std::vector<Mention> found;
  const Overview& overview = report.overview;
  scan(overview.opening, "overview.opening", found);
  scan(overview.proactive_disclosure, "overview.proactive_disclosure", found);
  scan(overview.disclosure_on_request, "overview.disclosure_on_request", found);
  scan(overview.information_management, "overview.information_management", found);
  scan(overview.platforms, "overview.platforms", found);
  scan(overview.oversight, "overview.oversight", found);
  scan(beside.disclosure, "disclosure", found);
  scan(beside.applications, "applications", found);
  scan(beside.proceedings, "proceedings", found);
  scan(report.problems, "problems", found);
  scan(report.other_matters, "other_matters", found);
  return found;
}

}  // namespace v0
}  // namespace gongkai
