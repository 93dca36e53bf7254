#include "gongkai/write.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
std::string csv_field(std::string_view text) {
  std::string shown = text::printable(text);
  if (shown.find_first_of(",\"\r\n") == std::string::npos) return shown;
  std::string quoted = "\"";
  for (char c : shown) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string_view csv_header() { return "file,agency,year,form,table,row,column,value,state\n"; }

std::string csv_lines(const Report& report, std::string_view file) {
  std::string start = csv_field(file) + ',' + csv_field(report.agency) + ',' +
                      (report.year == 0 ? std::string() : std::to_string(report.year)) + ',' +
                      std::to_string(static_cast<int>(report.form)) + ',';
  std::string lines;
  std::size_t cell = 0;
  for_each_cell(schema<Report>, &report, [&](const Member& column, const void* at) {
    Path path = path_of<Report>(cell++);
    State state = cell_state(column.kind, at);
    if (state == State::absent) return;
    const Label& row = path[path.size() - 2].label;
    lines += start + std::to_string(table_number(path)) + ',' +
             csv_field(row.number.empty() ? row.text.zh : row.number) + ',' +
             csv_field(column.label.text.zh) + ',' + cell_text(column.kind, at) + ',';
    lines += name(state);
    lines += '\n';
  });
  return lines;
}

}  // namespace v0
}  // namespace gongkai
