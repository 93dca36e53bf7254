// The rows and columns of the form, found by their labels as sources print them.
#ifndef GONGKAI_READ_ROWS_HPP
#define GONGKAI_READ_ROWS_HPP

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gongkai/report.hpp"

namespace gongkai {
inline namespace v0 {

/// The normal form of a label, in the words of the form: what converts characters to Traditional
/// script may convert words too (規範性檔案).
std::string label_form(std::string_view text);

/// What the tables of the form have printed in them, besides numbers: the labels of all rows,
/// groups and columns, and what stands above them, in normal form. Most cells of most sources are
/// one of these, so what they mean is worked out once.
namespace form_words {
constexpr std::size_t none = static_cast<std::size_t>(-1);
const std::vector<std::string>& all();
std::size_t find(const std::string& label);  ///< which of all(); none: another word
}  // namespace form_words

/// A label as it is compared: in normal form, whole and without what stands in brackets behind it.
struct PrintedLabel {
  explicit PrintedLabel(std::string_view text);
  std::string whole, without_gloss;
  std::size_t word = form_words::none;  ///< of form_words: whole
};

/// The columns of one kind of row, with their labels in normal form.
class Columns {
 public:
  explicit Columns(const Schema& schema);

  /// The column with that label, which may lack or add a few characters as long as only one fits;
  /// none otherwise.
  std::optional<std::size_t> find(const PrintedLabel& label) const;

  const Schema* schema;
  std::vector<std::string> labels;

 private:
  std::optional<std::size_t> find(const std::string& label) const;

  std::vector<std::size_t> lengths_;                 // of the labels, in characters
  std::vector<std::optional<std::size_t>> answers_;  // for each of form_words
};

/// A row of the form: a part of the report that consists of cells only.
struct Row {
  const Schema* columns = nullptr;
  std::size_t first = 0;  ///< its first cell
  std::size_t cells = 0;
  std::string label;        ///< in normal form
  std::string core;         ///< the same without its number
  std::string_view number;  ///< official: （三）1
};

/// The rows of one section of the report.
class Rows {
 public:
  /// Of the member of Report with that name: "applications".
  explicit Rows(std::string_view section);
  Rows(const Rows&) = delete;  // others point into it

  /// The row that is printed as `text`: the official label, perhaps without its number, with
  /// another number, behind the label of its group, shortened, or with a gloss in brackets. None
  /// where no row or more than one fits, and where more than a gloss is added ("2020年行政许可").
  const Row* find(std::string_view text) const;
  /// The same of a text whose label_form() is known, and which of form_words it is.
  const Row* find(std::string_view text, const std::string& label, std::size_t word) const;

  /// The row of exactly that label, in normal form; of that one of form_words.
  const Row* exactly(const std::string& label) const;
  const Row* exactly(std::size_t word) const;

  std::vector<Row>::const_iterator begin() const { return rows_.begin(); }
  std::vector<Row>::const_iterator end() const { return rows_.end(); }
  const Row& front() const { return rows_.front(); }
  std::size_t size() const { return rows_.size(); }
  bool has(const Row& row) const {
    std::less<const Row*> before;
    return !before(&row, &rows_.front()) && !before(&rows_.back(), &row);
  }

  /// A label in normal form without numbers and without the labels of groups in front:
  /// 三本年度办理结果一予以公开 is 予以公开.
  std::string core(std::string label) const;

  /// Whether a label in normal form is a torn part of the label of a group of rows: 予处理.
  bool is_part_of_group(const std::string& label) const;

 private:
  void collect(const Schema& part, std::size_t first);
  const Row* search(const std::string& label) const;

  std::vector<Row> rows_;
  std::vector<std::string> groups_;  // labels of groups of rows, without numbers
  std::vector<const Row*> answers_;  // for each of form_words
};

}  // namespace v0
}  // namespace gongkai

#endif
