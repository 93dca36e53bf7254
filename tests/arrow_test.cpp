// The Arrow C data interface, read by a reader of its own that follows the specification and knows
// nothing of the writer.
#include "gongkai/arrow.hpp"

#include <doctest/doctest.h>

#include <map>

#include "bench/typical.hpp"
#include "form.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Column {
  std::string name, format, zh, en;
  std::vector<bool> valid;
  std::vector<std::string> values;  // as text
};

// 128 bits as decimal text.
std::string wide_text(const unsigned char* bytes) {
  unsigned char magnitude[16];
  std::memcpy(magnitude, bytes, 16);
  bool negative = (magnitude[15] & 0x80U) != 0;
  if (negative) {
    unsigned carry = 1;
    for (unsigned char& byte : magnitude) {
      unsigned next = (byte ^ 0xFFU) + carry;
      byte = static_cast<unsigned char>(next);
      carry = next >> 8U;
    }
  }
  std::string digits;
  for (bool any = true; any;) {
    unsigned rest = 0;
    any = false;
    for (int i = 15; i >= 0; --i) {
      unsigned part = rest * 256 + magnitude[i];
      magnitude[i] = static_cast<unsigned char>(part / 10);
      rest = part % 10;
      any = any || magnitude[i] != 0;
    }
    digits.insert(digits.begin(), static_cast<char>('0' + rest));
  }
  return (negative ? "-" : "") + digits;
}

std::map<std::string, std::string> metadata_of(const char* at) {
  std::map<std::string, std::string> all;
  if (at == nullptr) return all;
  auto number = [&] {
    std::int32_t value = 0;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
  };
  auto text = [&] {
    auto size = static_cast<std::size_t>(number());
    std::string value(at, size);
    at += size;
    return value;
  };
  for (std::int32_t pairs = number(); pairs > 0; --pairs) {
    std::string key = text();
    all[key] = text();
  }
  return all;
}

void read_array(const ArrowArray& array, Column& column) {
  REQUIRE((array.release != nullptr));
  CHECK(array.dictionary == nullptr);
  CHECK(array.n_children == 0);
  bool is_text = column.format == "u";
  REQUIRE(array.n_buffers == (is_text ? 3 : 2));
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  std::int64_t nulls = 0;
  for (std::int64_t i = array.offset; i < array.offset + array.length; ++i) {
    bool valid = bits == nullptr || (bits[i / 8] >> (i % 8) & 1U) != 0;
    nulls += valid ? 0 : 1;
    column.valid.push_back(valid);
    std::string value;
    REQUIRE(array.buffers[1] != nullptr);
    if (is_text) {
      const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
      REQUIRE(offsets[i + 1] >= offsets[i]);
      value.assign(static_cast<const char*>(array.buffers[2]) + offsets[i],
                   static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
    } else if (column.format == "l") {
      value = std::to_string(static_cast<const std::int64_t*>(array.buffers[1])[i]);
    } else {
      REQUIRE(column.format.compare(0, 5, "d:38,") == 0);
      value = wide_text(static_cast<const unsigned char*>(array.buffers[1]) + 16 * i);
    }
    column.values.push_back(valid ? value : "null");
  }
  CHECK(array.null_count == nulls);
  CHECK((nulls == 0 || bits != nullptr));
}

struct Scan {
  std::vector<Column> columns;
  std::size_t batches = 0, rows = 0;
  const Column& operator[](const std::string& name) const {
    for (const Column& column : columns)
      if (column.name == name) return column;
    FAIL("no column ", name);
    return columns[0];
  }
};

Scan scan(ArrowArrayStream& stream) {
  Scan result;
  ArrowSchema schema{};
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  CHECK(std::string(schema.format) == "+s");
  REQUIRE((schema.release != nullptr));
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    CHECK((child.flags & ARROW_FLAG_NULLABLE) != 0);
    CHECK(child.n_children == 0);
    auto metadata = metadata_of(child.metadata);
    result.columns.push_back({child.name, child.format, metadata["zh"], metadata["en"], {}, {}});
  }
  schema.release(&schema);
  CHECK((schema.release == nullptr));
  for (;;) {
    ArrowArray batch{};
    REQUIRE(stream.get_next(&stream, &batch) == 0);
    if (batch.release == nullptr) break;
    CHECK(batch.length > 0);
    CHECK(batch.n_buffers == 1);
    CHECK(batch.null_count == 0);
    REQUIRE(batch.n_children == static_cast<std::int64_t>(result.columns.size()));
    for (std::int64_t i = 0; i < batch.n_children; ++i) {
      CHECK(batch.children[i]->length == batch.length);
      read_array(*batch.children[i], result.columns[static_cast<std::size_t>(i)]);
    }
    ++result.batches;
    result.rows += static_cast<std::size_t>(batch.length);
    batch.release(&batch);
    CHECK((batch.release == nullptr));
  }
  ArrowArray after{};  // the end remains the end
  CHECK(stream.get_next(&stream, &after) == 0);
  CHECK((after.release == nullptr));
  stream.release(&stream);
  CHECK((stream.release == nullptr));
  return result;
}

std::shared_ptr<const Table<Report>> sample(std::uint32_t count) {
  auto table = std::make_shared<Table<Report>>();
  for (std::uint32_t i = 0; i < count; ++i) {
    Report report = typical_report(i);
    if (i % 5 == 0) report.year = 0;
    if (i % 7 == 0) report.published = {};
    FindingCounts verdict;
    verdict.checked = i % 2 == 0;
    verdict.errors = i;
    table->append(report, verdict, "reports.zip!" + std::to_string(i) + ".html");
  }
  return table;
}

}  // namespace

TEST_CASE("wide: every cell of every row, null in every state but value") {
  auto table = sample(500);
  ArrowArrayStream stream{};
  arrow_wide(table, all_columns<Report>(), &stream);
  Scan wide = scan(stream);
  CHECK(wide.rows == 500);
  CHECK(wide.columns.size() == 1 + 6 + schema<Report>.cells + 3);
  std::size_t nulls = 0, values = 0;
  for (std::size_t row = 0; row < 500; ++row) {
    Report report = table->row(row);
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      const Column& column = wide.columns[7 + cell];
      CHECK(column.name == to_string(path_of<Report>(cell)));
      bool value = state_at(report, cell) == State::value;
      CHECK(column.valid[row] == value);
      if (!value) ++nulls;
      if (!value || column.format != "l") continue;
      CHECK(column.values[row] == text_at(report, cell));
      ++values;
    }
    CHECK(wide["file"].values[row] == "reports.zip!" + std::to_string(row) + ".html");
    CHECK(wide["agency"].values[row] == report.agency);
    CHECK(wide["year"].values[row] == (report.year == 0 ? "null" : std::to_string(report.year)));
    CHECK(wide["published"].values[row] ==
          (report.published.known() ? to_string(report.published) : "null"));
    CHECK(wide["errors"].values[row] == (row % 2 == 0 ? std::to_string(row) : "null"));
  }
  CHECK(nulls > 500 * 29);
  CHECK(values > 500 * 190);
  CHECK(wide["applications.received.total"].zh == "表三·一、本年新收政府信息公开申请数量·总计");
  CHECK(wide["agency"].en == "Agency");
}

TEST_CASE("money is a decimal of 38 digits, exact, with as many decimals as the table needs") {
  auto table = std::make_shared<Table<Report>>();
  const char* amounts[] = {"18651.064104",         "0",  "-0.000001", "9223372036854775807",
                           "-9223372036854775807", "25", "1.12345678"};
  for (const char* amount : amounts) {
    Report report = zeros(Form::of_2021);
    report.disclosure.administrative_fees.collected = Amount::parse(amount);
    table->append(report);
  }
  ArrowArrayStream stream{};
  arrow_wide<Report>(table, *select_columns<Report>({"disclosure.administrative_fees"}), &stream);
  Scan fees = scan(stream);
  CHECK(fees.columns[0].format == "d:38,8");
  CHECK(fees.columns[0].values ==
        std::vector<std::string>{"1865106410400", "0", "-100", "922337203685477580700000000",
                                 "-922337203685477580700000000", "2500000000", "112345678"});

  Report fine = zeros(Form::of_2021);
  fine.disclosure.administrative_fees.collected = Amount::parse("-0.0000000000000000001");
  table->append(fine);
  fine.disclosure.administrative_fees.collected = Amount(1, 30);  // past what fits: null, not wrong
  table->append(fine);
  arrow_wide<Report>(table, *select_columns<Report>({"disclosure.administrative_fees"}), &stream);
  fees = scan(stream);
  CHECK(fees.columns[0].format == "d:38,19");
  CHECK(fees.columns[0].values[3] == "92233720368547758070000000000000000000");
  CHECK(fees.columns[0].values[7] == "-1");
  CHECK_FALSE(fees.columns[0].valid[8]);
}

TEST_CASE("tidy: a row for each cell of the form, with its labels and its state") {
  auto table = std::make_shared<Table<Report>>();
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.disclosure.administrative_fees.collected = Amount::parse("66.4866");
  report.applications.outcomes.denied.state_secret.natural_person = Count();
  report.applications.received.total = 7;
  table->append(report);
  table->append(zeros(Form::of_2019));
  ArrowArrayStream stream{};
  arrow_tidy<Report>(table, &stream);
  Scan tidy = scan(stream);
  CHECK(tidy.rows == 200 + 198);
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < 200; ++i) first[tidy["path"].values[i]] = i;
  CHECK(first.size() == 200);
  std::size_t at = first["applications.received.total"];
  CHECK(tidy["table"].values[at] == "表三");
  CHECK(tidy["row"].values[at] == "一、本年新收政府信息公开申请数量");
  CHECK(tidy["column"].values[at] == "总计");
  CHECK(tidy["value"].values[at] == "7");
  CHECK_FALSE(tidy["amount"].valid[at]);
  CHECK(tidy["state"].values[at] == "value");
  CHECK(tidy["agency"].values[at] == "某局");
  at = first["applications.outcomes.denied.state_secret.natural_person"];
  CHECK_FALSE(tidy["value"].valid[at]);
  CHECK(tidy["state"].values[at] == "blank");
  at = first["disclosure.administrative_fees.collected"];
  CHECK_FALSE(tidy["value"].valid[at]);
  CHECK(tidy["amount"].values[at] == "66486600");
}

TEST_CASE("batches are bounded, and break nothing") {
  auto table = std::make_shared<Table<Report>>();
  Report report = zeros(Form::of_2021);
  const std::size_t rows = 2 * 8192 + 3;
  for (std::size_t i = 0; i < rows; ++i) {
    report.agency = std::to_string(i);
    report.applications.received.total = i;
    table->append(report);
  }
  ArrowArrayStream stream{};
  arrow_wide<Report>(table, *select_columns<Report>({"agency", "applications.received.total"}),
                     &stream);
  Scan wide = scan(stream);
  CHECK(wide.batches == 3);
  REQUIRE(wide.rows == rows);
  CHECK(wide["agency"].values == wide["applications.received.total"].values);
  auto few = std::make_shared<Table<Report>>(table->slice(0, 400));
  arrow_tidy<Report>(few, &stream);
  Scan tidy = scan(stream);
  CHECK(tidy.rows == 400 * 200);
  CHECK(tidy.batches == 2);
}

TEST_CASE("no rows: a schema and no batch") {
  auto table = std::make_shared<const Table<Report>>();
  ArrowArrayStream stream{};
  arrow_wide(table, all_columns<Report>(), &stream);
  CHECK(scan(stream).batches == 0);
  arrow_tidy(table, &stream);
  CHECK(scan(stream).rows == 0);
  auto one = sample(1);
  arrow_wide(one, ColumnSelection(),
             &stream);  // no columns either: rows that hold nothing are still rows
  CHECK(scan(stream).columns.empty());
}

TEST_CASE("each stream is a scan of its own and keeps the table alive") {
  auto table = sample(10);
  ArrowArrayStream first{}, second{};
  ColumnSelection agency = *select_columns<Report>({"agency"});
  arrow_wide(table, agency, &first);
  arrow_wide(table, agency, &second);
  table.reset();
  Scan a = scan(first), b = scan(second);
  CHECK(a.rows == 10);
  CHECK(a["agency"].values == b["agency"].values);
}

TEST_CASE("children moved out outlive their parent, the stream and the table") {
  ArrowArray number{};
  ArrowSchema label{};
  {
    ArrowArrayStream stream{};
    arrow_wide(sample(100), *select_columns<Report>({"agency", "applications.received"}), &stream);
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    ArrowArray batch{};
    REQUIRE(stream.get_next(&stream, &batch) == 0);
    number = *batch.children[0];  // as the specification says: copied, and marked released
    batch.children[0]->release = nullptr;
    label = *schema.children[0];
    schema.children[0]->release = nullptr;
    batch.release(&batch);
    schema.release(&schema);
    stream.release(&stream);
  }
  Column column{label.name, label.format, {}, {}, {}, {}};
  read_array(number, column);
  CHECK(column.values[0] == typical_report(0).agency);
  CHECK(column.values.size() == 100);
  number.release(&number);
  CHECK((number.release == nullptr));
  label.release(&label);
}

TEST_CASE("released early: nothing leaks, nothing is touched again") {
  auto table = sample(100);
  ArrowArrayStream stream{};
  arrow_tidy(table, &stream);
  stream.release(&stream);
  arrow_wide(table, all_columns<Report>(), &stream);
  ArrowArray batch{};
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  stream.release(&stream);  // the batch does not need its stream
  REQUIRE(batch.children[1]->length == 100);
  CHECK(static_cast<const std::int64_t*>(batch.children[2]->buffers[1])[1] ==
        typical_report(1).year);
  batch.release(&batch);
}
