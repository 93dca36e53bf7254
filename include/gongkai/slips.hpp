// Which human slip a change to some cells looks like, and the changes that would undo one whole
// slip: what diagnose() tells its findings with. Plumbing; nothing here is for callers.
#ifndef GONGKAI_SLIPS_HPP
#define GONGKAI_SLIPS_HPP

#include <string>
#include <utility>
#include <vector>

#include "gongkai/diagnosis.hpp"
#include "gongkai/smallest_sets.hpp"

namespace gongkai {
inline namespace v0 {

namespace detail {

/// How the cells of a value lie: rows, and totals.
template <class T>
class Layout {
 public:
  Layout(const Schema& root, const Numbers<T>& numbers) : row_of_(root.cells) {
    lay(root, 0);
    const Rules& rules = numbers.rules();
    total_.assign(rules.equation_count, no_cell);
    is_total_.assign(root.cells, false);
    for (std::size_t e = 0; e < rules.equation_count; ++e) {
      const Identity& identity = rules[rules.equations[e]];
      for (bool right : {true, false}) {
        const Side &one = right ? identity.right : identity.left,
                   &many = right ? identity.left : identity.right;
        if (one.size != 1 || one.spans[0].units != 1) continue;
        if (many.size == 1 && many.spans[0].units == 1) continue;
        std::size_t cell = rules.equations[e].base + one.spans[0].first;
        if (numbers[cell].is == DiagnosedCell::outside) break;
        total_[e] = cell;
        is_total_[cell] = true;
        break;
      }
    }
  }

  /// A row is the cells of one struct. How many there are, and which a cell stands in.
  std::size_t rows() const noexcept { return rows_; }
  std::size_t row_of(std::size_t cell) const noexcept { return row_of_[cell]; }
  /// The cell that by itself is a side of an equation; or no_cell.
  std::size_t total(std::size_t equation) const noexcept { return total_[equation]; }
  bool is_total(std::size_t cell) const noexcept { return is_total_[cell]; }

 private:
  void lay(const Schema& part, std::size_t first) {
    std::size_t own = rows_++;
    for (const Member& member : part) {
      std::size_t cell = first + member.first_cell;
      if (member.kind == Kind::part)
        lay(*member.part, cell);
      else if (is_cell(member.kind))
        row_of_[cell] = own;
    }
  }

  std::vector<std::size_t> row_of_, total_;
  std::vector<bool> is_total_;
  std::size_t rows_ = 0;
};

/// Tells which slip a change looks like, and proposes the changes that undo one whole slip.
template <class T>
class Slips {
 public:
  Slips(Numbers<T>& numbers, const Layout<T>& layout, const Part& part)
      : numbers_(numbers), layout_(layout), part_(part), rows_(layout.rows()) {
    for (std::size_t cell : part.cells) rows_[layout.row_of(cell)].push_back(cell);
    find_lines();
  }

  /// Solutions that undo one slip of many cells.
  void propose(std::vector<Solution>& solutions) {
    for (const Line& line : lines_)
      if (left_at_zero(line)) add(solutions, filled_in(line, numbers_.gaps()));
    for (const Line& first : lines_) {  // one line makes up what another is to be
      if (!left_at_zero(first)) continue;
      Moves moves = filled_in(first, numbers_.gaps());
      std::vector<ExactSum> gaps = shifted(moves);
      for (const Line& second : lines_) {
        if (&first == &second || !left_at_zero(second)) continue;
        Moves more = filled_in(second, gaps);
        if (moves.empty() || more.empty() || !disjoint(moves, more)) continue;
        add_in_order(more, moves);
        add(solutions, std::move(more));
      }
    }
    for (const Row& row : rows_) {
      if (all_zero(row)) add(solutions, solved(row, numbers_.gaps(), any_identity, true));
      if (row.size() == part_.cells.size()) continue;  // nothing there to contradict it
      if (Moves moves = cleared(row); moves.size() > 1) add(solutions, std::move(moves));
    }
    for (const Row& row : rows_) row_and_total(solutions, row);
  }

  /// Changes that fill in one line of totals but leave something else wrong.
  std::vector<Moves> lines_left_at_zero() {
    std::vector<Moves> all;
    for (const Line& line : lines_) {
      if (!left_at_zero(line)) continue;
      Moves moves = filled_in(line, numbers_.gaps());
      if (!moves.empty() && !numbers_.hold(part_, moves)) all.push_back(std::move(moves));
    }
    return all;
  }

  struct Piece {
    SlipKind kind;
    Moves moves;
  };
  /// The slips that these changes would undo, the least likely first.
  std::vector<Piece> recognise(const Moves& moves) const {
    std::vector<Piece> pieces;
    std::vector<bool> done(moves.size());
    for (const Line& line : lines_) {
      if (!left_at_zero(line)) continue;
      Moves piece;
      for (std::size_t i = 0; i < moves.size(); ++i)
        if (!done[i] && in(line, moves[i])) piece.push_back(moves[i]);
      if (piece.size() < 2) continue;
      for (std::size_t i = 0; i < moves.size(); ++i) done[i] = done[i] || in(line, moves[i]);
      pieces.push_back({SlipKind::totals_left_out, std::move(piece)});
    }
    for (std::size_t i = 0; i < moves.size(); ++i) {
      if (done[i]) continue;
      std::vector<std::size_t> tied_cells{i};
      done[i] = true;
      for (std::size_t next = 0; next < tied_cells.size(); ++next)
        for (std::size_t j = i + 1; j < moves.size(); ++j)
          if (!done[j] && tied(moves[tied_cells[next]].cell, moves[j].cell)) {
            tied_cells.push_back(j);
            done[j] = true;
          }
      Moves piece;
      for (std::size_t j : tied_cells) add_in_order(piece, {moves[j]});
      SlipKind kind = piece.size() == 1 ? kind_of_one(piece[0]) : kind_of_all(piece);
      if (kind != SlipKind::wrong_number || piece.size() == 1)
        pieces.push_back({kind, std::move(piece)});
      else
        for (Move move : piece) pieces.push_back({kind_of_one(move), {move}});
    }
    for (std::size_t i = 1; i < pieces.size(); ++i)
      for (std::size_t j = i; j > 0 && pieces[j - 1].kind < pieces[j].kind; --j)
        std::swap(pieces[j - 1], pieces[j]);
    return pieces;
  }

 private:
  using Row = std::vector<std::size_t>;
  struct Line {  // totals of one identity, in a column or a row
    std::uint32_t identity = 0;
    std::size_t row = no_cell;  // where it is a row
    std::vector<std::uint32_t> equations;
  };
  static constexpr std::uint32_t any_identity = static_cast<std::uint32_t>(-1);

  // ---- proposing

  void find_lines() {
    for (std::uint32_t e : part_.equations) {
      std::size_t cell = layout_.total(e);
      if (cell == no_cell) continue;
      std::uint32_t identity = numbers_.rules().equations[e].identity;
      bool is_row = numbers_.rules().identities[identity].width > 1;
      std::size_t row = is_row ? layout_.row_of(cell) : no_cell;
      std::size_t at = 0;
      while (at < lines_.size() && (lines_[at].identity != identity || lines_[at].row != row)) ++at;
      if (at == lines_.size()) lines_.push_back({identity, row, {}});
      lines_[at].equations.push_back(e);
    }
  }

  bool left_at_zero(const Line& line) const {
    bool any = false;
    for (std::uint32_t e : line.equations) {
      const DiagnosedCell& cell = numbers_[layout_.total(e)];
      if (cell.is == DiagnosedCell::known && cell.number == 0)
        any = true;
      else if (cell.is != DiagnosedCell::unknown)
        return false;
    }
    return any;
  }

  bool all_zero(const Row& row) const {
    for (std::size_t cell : row)
      if (!numbers_.known(cell, 0)) return false;
    return row.size() > 1;
  }

  static bool disjoint(const Moves& a, const Moves& b) {
    for (Move move : a)
      if (move_of(b, move.cell) != nullptr) return false;
    return true;
  }

  std::vector<ExactSum> shifted(const Moves& moves) const {
    std::vector<ExactSum> gaps = numbers_.gaps();
    for (Move move : moves) numbers_.shift(gaps, move);
    return gaps;
  }

  // The number with which that equation would hold, if it can be told and is another.
  void demand(Moves& moves, std::size_t cell, std::uint32_t equation,
              const std::vector<ExactSum>& gaps) const {
    if (numbers_[cell].is != DiagnosedCell::known || numbers_.unknown_in(equation) > 0) return;
    std::int32_t sign = 0;
    for (const Occurrence& o : numbers_.signature(cell))
      if (o.equation == equation) sign += o.sign;
    if (sign != 1 && sign != -1) return;
    ExactSum change = sign > 0 ? ExactSum() - gaps[equation] : gaps[equation];
    Count number = (change - (ExactSum() - ExactSum(numbers_[cell].number))).count();
    if (number.has_value() && number.value() >= 0 && number.value() != numbers_[cell].number)
      moves.push_back({cell, number.value()});
  }

  Moves filled_in(const Line& line, const std::vector<ExactSum>& gaps) const {
    Moves moves;
    for (std::uint32_t e : line.equations) demand(moves, layout_.total(e), e, gaps);
    return moves;
  }

  Moves cleared(const Row& row) const {
    Moves moves;
    for (std::size_t cell : row) {
      if (numbers_[cell].is != DiagnosedCell::known) return {};
      if (numbers_[cell].number != 0) moves.push_back({cell, 0});
    }
    return moves;
  }

  // The row as the equations across it demand: those of that identity, or of the others.
  Moves solved(const Row& row, const std::vector<ExactSum>& gaps, std::uint32_t identity,
               bool others) const {
    Moves moves;
    for (std::size_t cell : row)
      for (const Occurrence& o : numbers_.signature(cell)) {
        bool same = numbers_.rules().equations[o.equation].identity == identity;
        if (same == others || along(row, cell, o.equation)) continue;
        demand(moves, cell, o.equation, gaps);
        break;
      }
    return moves;
  }

  bool along(const Row& row, std::size_t cell, std::uint32_t equation) const {
    for (std::size_t other : row)
      for (const Occurrence& o : numbers_.signature(other))
        if (other != cell && o.equation == equation) return true;
    return false;
  }

  void add(std::vector<Solution>& solutions, Moves moves) {
    if (!moves.empty() && numbers_.mend(part_, moves)) solutions.push_back({std::move(moves), {}});
  }

  // A row of totals at zero, and one of the rows that it adds up.
  void row_and_total(std::vector<Solution>& solutions, const Row& totals) {
    if (!all_zero(totals) || part_.has_negative) return;
    for (const Line& line : lines_) {
      if (line.row != layout_.row_of(totals[0])) continue;
      Solution solution;
      solution.moves = solved(totals, numbers_.gaps(), line.identity, true);
      if (solution.moves.empty()) continue;
      std::vector<ExactSum> gaps = shifted(solution.moves);
      for (const Row& row : rows_) {
        if (&row == &totals || !all_zero(row)) continue;
        Moves moves = solved(row, gaps, line.identity, false), all = solution.moves;
        add_in_order(all, moves);
        if (!moves.empty() && numbers_.hold(part_, all)) solution.one_of.push_back(moves);
      }
      if (!solution.one_of.empty()) solutions.push_back(std::move(solution));
    }
  }

  // ---- recognising

  bool tied(std::size_t a, std::size_t b) const {
    for (const Occurrence& of_a : numbers_.signature(a))
      for (const Occurrence& of_b : numbers_.signature(b))
        if (of_a.equation == of_b.equation) return true;
    return false;
  }

  std::int64_t printed(Move move) const { return numbers_[move.cell].number; }

  SlipKind kind_of_one(Move move) const {
    if (printed(move) < 0)
      return move.number == -printed(move) ? SlipKind::minus : SlipKind::wrong_number;
    if (layout_.is_total(move.cell))
      return in_line_at_zero(move) ? SlipKind::totals_left_out : SlipKind::total_not_updated;
    std::string is = std::to_string(printed(move)), should = std::to_string(move.number);
    for (std::size_t i = 0; is.size() == should.size() && i + 1 < is.size(); ++i) {
      std::string swapped = is;
      std::swap(swapped[i], swapped[i + 1]);
      if (swapped == should) return SlipKind::transposed;
    }
    for (std::size_t i = 0; is.size() + 1 == should.size() && is != "0" && i < should.size(); ++i)
      if (std::string(should).erase(i, 1) == is) return SlipKind::digit_dropped;
    for (std::size_t i = 0; should.size() + 1 == is.size() && i < should.size(); ++i)
      if (std::string(should).insert(i, 1, should[i]) == is) return SlipKind::digit_doubled;
    return SlipKind::wrong_number;
  }

  SlipKind kind_of_all(const Moves& moves) const {
    bool totals = true, one_row = true;
    std::size_t row = layout_.row_of(moves[0].cell);
    for (Move move : moves) {
      if (printed(move) < 0) return SlipKind::wrong_number;
      totals = totals && layout_.is_total(move.cell);
      one_row = one_row && layout_.row_of(move.cell) == row;
    }
    if (totals) return SlipKind::total_not_updated;
    const Row& cells = rows_[row];
    if (one_row && all_zero(cells)) return SlipKind::row_left_out;
    if (one_row && cleared(cells) == moves) return SlipKind::stale_row;
    return moves.size() == 2 ? kind_of_two(moves[0], moves[1]) : SlipKind::wrong_number;
  }

  SlipKind kind_of_two(Move a, Move b) const {
    std::int64_t of_a = a.number - printed(a), of_b = b.number - printed(b);
    for (const Occurrence& at_a : numbers_.signature(a.cell))
      for (const Occurrence& at_b : numbers_.signature(b.cell)) {
        if (at_a.equation != at_b.equation) continue;
        if (at_a.sign != at_b.sign) {
          std::size_t total = layout_.total(at_a.equation);
          if (of_a == of_b && (total == a.cell || total == b.cell))
            return SlipKind::counted_with_total;
          continue;
        }
        bool neighbours = neighbours_in(a.cell, b.cell, at_a.equation);
        if (of_a == -of_b) return neighbours ? SlipKind::misfiled_nearby : SlipKind::misfiled;
        std::string whole = std::to_string(printed(a)) + std::to_string(printed(b));
        if (neighbours && printed(a) != 0 &&
            ((std::to_string(a.number) == whole && b.number == 0) ||
             (std::to_string(b.number) == whole && a.number == 0)))
          return SlipKind::split;
      }
    return SlipKind::wrong_number;
  }

  // Whether nothing of the form stands between them on their side of the equation.
  bool neighbours_in(std::size_t a, std::size_t b, std::uint32_t e) const {
    const Equation& equation = numbers_.rules().equations[e];
    const Identity& identity = numbers_.rules()[equation];
    std::size_t before = no_cell;
    bool found = false;
    auto look = [&](std::size_t cell) {
      if (numbers_[cell].is == DiagnosedCell::outside) return;
      found = found || (before == a && cell == b) || (before == b && cell == a);
      before = cell;
    };
    for_each_term(identity.left, identity.width, equation.base, look);
    before = no_cell;
    for_each_term(identity.right, identity.width, equation.base, look);
    return found;
  }

  bool in(const Line& line, Move move) const {
    for (std::uint32_t e : line.equations)
      if (layout_.total(e) == move.cell) return true;
    return false;
  }

  bool in_line_at_zero(Move move) const {
    for (const Line& line : lines_)
      if (left_at_zero(line) && in(line, move)) return true;
    return false;
  }

  Numbers<T>& numbers_;
  const Layout<T>& layout_;
  const Part& part_;
  std::vector<Row> rows_;  // by number; only the cells of this part
  std::vector<Line> lines_;
};

}  // namespace detail

}  // namespace v0
}  // namespace gongkai

#endif
