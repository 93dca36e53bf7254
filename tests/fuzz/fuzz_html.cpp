// Any bytes as a page: what holds for every document holds, and small limits are kept.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "document_faults.hpp"
#include "gongkai/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view page(reinterpret_cast<const char*>(data), size);
  auto failed = [](const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
  };
  gongkai::Limits limits;
  limits.depth = 8;
  limits.columns = 64;
  limits.cells = 2000;
  limits.blocks = 200;
  auto read = gongkai::read_html(page, limits);
  if (!read) {
    if (read.error.offset > size) failed("place of an error");
    if (!read.value.blocks.empty()) failed("an error with a document");
    return 0;
  }
  std::string fault = fault_of(*read, page);
  if (!fault.empty()) failed(fault);
  std::size_t cells = 0;
  for (const gongkai::Block& block : read->blocks)
    for (const auto& row : block.grid.rows) {
      cells += row.size();
      if (row.size() > limits.columns) failed("columns");
    }
  if (cells > limits.cells || read->blocks.size() > limits.blocks) failed("cells or blocks");
  return 0;
}
