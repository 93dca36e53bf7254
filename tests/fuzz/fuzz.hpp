// What fuzz targets share: limits small enough to be reached by a fuzzer, and what holds of
// whatever was read under them.
#ifndef GONGKAI_TESTS_FUZZ_FUZZ_HPP
#define GONGKAI_TESTS_FUZZ_FUZZ_HPP

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "document_faults.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "text.hpp"

namespace gongkai::test {

inline Limits small_limits() {
  Limits limits;
  limits.expanded = std::size_t{1} << 20U;
  limits.entries = 100;
  limits.nodes = 50'000;
  limits.cells = 5'000;
  limits.columns = 100;
  limits.blocks = 1'000;
  limits.depth = 64;
  return limits;
}

/// Ends the run where a property does not hold.
inline void must(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline bool is_utf8(std::string_view text) { return text::valid_utf8(text) == text.size(); }

inline std::string digits_of(std::string_view text) {
  std::string digits;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::narrow(text::next(text, at));
    if (c >= '0' && c <= '9') digits += static_cast<char>(c);
  }
  return digits;
}

/// A number that was read has a place in the source, and its digits are printed there.
inline void check_reading(const Reading& reading) {
  must(reading.sources.size() == schema<Report>.cells, "a source for each cell");
  std::size_t i = 0;
  for_each_cell(schema<Report>, &reading.report, [&](const Member& member, const void* cell) {
    const CellSource& source = reading.sources[i++];
    if (cell_state(member.kind, cell) != State::value) return;
    must(source.found(), "a number from nowhere");
    std::string printed = digits_of(source.printed);
    std::string digits = digits_of(cell_text(member.kind, cell));
    std::size_t zeros = digits.find_first_not_of('0');  // 0.5 may be printed as 5000元
    digits.erase(0, zeros == std::string::npos ? digits.size() : zeros);
    must(printed.find(digits) != std::string::npos && !printed.empty(), "a number not printed");
  });
  std::string json = write_json(reading.report);
  Result<Report> again = read_json<Report>(json);
  must(static_cast<bool>(again), "its JSON can be read");
  must(write_json(*again) == json, "its JSON says the same when read");
}

/// What the recogniser makes of a document.
inline void check_recognised(const Document& document) {
  Result<Reading> reading = recognise(document);
  if (reading) return check_reading(*reading);
  must(reading.error.code == ErrorCode::no_report, "no other error of the recogniser");
}

/// What holds for a document of any Office file.
inline void check_office(const Result<Document>& document) {
  if (!document) return must(document->blocks.empty(), "no document with an error");
  const Limits limits = small_limits();
  std::size_t cells = 0;
  must(document->blocks.size() <= limits.blocks, "blocks");
  for (const std::string& sheet : document->sheets) must(is_utf8(sheet), "a name is UTF-8");
  for (const Block& block : document->blocks) {
    must((block.kind == Block::Kind::grid) == block.text.empty(), "text of a block");
    must(is_utf8(block.text), "a text is UTF-8");
    must(block.at.known(), "a block has a place");
    for (const auto& row : block.grid.rows) {
      must(row.size() <= limits.columns, "columns");
      cells += row.size();
      for (const GridCell& cell : row)
        must(is_utf8(cell.text) && (!cell.covered || cell.text.empty()), "text of a cell");
    }
  }
  must(cells <= limits.cells, "cells");
  check_recognised(*document);
}

/// What holds for a document of any text.
inline void check_text_document(const Result<Document>& document, std::string_view source,
                                const Limits& limits) {
  if (!document) {
    must(document.error.offset <= source.size(), "place of an error");
    must(document->blocks.empty(), "no document with an error");
    return;
  }
  std::string fault = fault_of(*document, source);
  must(fault.empty(), fault.c_str());
  std::size_t cells = 0;
  for (const Block& block : document->blocks)
    for (const auto& row : block.grid.rows) {
      cells += row.size();
      must(row.size() <= limits.columns, "columns");
    }
  must(cells <= limits.cells, "cells");
  must(document->blocks.size() <= limits.blocks, "blocks");
  check_recognised(*document);
}

}  // namespace gongkai::test

#endif
