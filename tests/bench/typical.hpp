// Reports with figures like those of published ones: most cells 0, a few applications each, now and
// then a county or a city with thousands. Made up, balanced, the same in every run.
#ifndef GONGKAI_TESTS_BENCH_TYPICAL_HPP
#define GONGKAI_TESTS_BENCH_TYPICAL_HPP

#include <random>
#include <string>

#include "gongkai/report.hpp"

/// Report number `n`: of one of `divisions` counties, seven years of each agency.
inline gongkai::Report typical_report(std::uint32_t n, std::uint32_t divisions = 3000) {
  using namespace gongkai;
  std::mt19937 random(n + 1);
  auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  auto chance = [&](std::uint32_t percent) { return below(100) < percent; };
  bool old = chance(20);
  Report report = blank_report(old ? Form::of_2019 : Form::of_2021);
  for_each_cell(schema<Report>, &report, [](const Member& member, const void* at) {
    void* cell = const_cast<void*>(at);
    if (cell_state(member.kind, cell) == State::absent) return;
    if (member.kind == Kind::amount) *static_cast<Amount*>(cell) = Amount(0, 0);
    if (member.kind == Kind::change) *static_cast<Change*>(cell) = Change(0);
    if (member.kind == Kind::count) *static_cast<Count*>(cell) = Count(0);
  });
  std::uint32_t agency = n / 7;
  report.agency = "某某市第" + std::to_string(agency) + "号局";
  report.year = static_cast<std::int32_t>(2019 + n % 7);
  report.published = {static_cast<std::int16_t>(report.year + 1), 1,
                      static_cast<std::int8_t>(1 + below(31))};
  std::uint32_t place = (agency * 7919U) % divisions;
  report.division = std::to_string(110000 + place % 100 + place / 100 % 50 * 100);
  report.parent = "某某市人民政府" + std::to_string(place);

  std::uint32_t size = chance(86) ? 12 : chance(93) ? 400 : 6000;
  Applications& part = report.applications;
  Outcomes& out = part.outcomes;
  Applicants* const rows[] = {&out.disclosed,
                              &out.partly_disclosed,
                              &out.denied.internal_affairs,
                              &out.denied.third_party_rights,
                              &out.denied.enforcement_files,
                              &out.unavailable.not_held,
                              &out.unavailable.would_need_making,
                              &out.not_processed.petition,
                              &out.not_processed.repeated,
                              old ? &out.other_handling_2019 : &out.other_handling.other};
  auto add = [](Count& cell, std::uint32_t number) { cell = Count(cell.value() + number); };
  auto put = [&](Applicants& row, bool company, std::uint32_t number) {
    add(company ? row.commercial_enterprise : row.natural_person, number);
    add(row.total, number);
  };
  for (std::uint32_t kinds = chance(40) ? 0 : 1 + below(8); kinds > 0; --kinds) {
    std::uint32_t number = below(size);
    bool company = chance(15);
    put(part.received, company, number);
    put(out.total, company, number);
    put(*rows[chance(60) ? 0 : below(10)], company, number);
  }
  Results& review = report.proceedings.reconsideration;
  review.upheld = Count(below(chance(90) ? 2 : 40));
  review.total = review.upheld;
  if (old) {
    report.disclosure_2019.licences.previous_year = Count(below(200));
    report.disclosure_2019.licences.decisions = Count(below(size * 50));
    report.disclosure_2019.licences.change = Change(static_cast<std::int64_t>(below(20)) - 10);
  } else {
    report.disclosure.normative_documents.in_force = Count(below(size));
    report.disclosure.licences.made = Count(below(size * 50));
    report.disclosure.penalties.made = Count(below(size * 5));
    if (chance(20)) report.disclosure.administrative_fees.collected = Amount(below(100000000), 6);
  }
  if (chance(4))  // the legal persons' columns left blank
    for (Applicants* row : rows) row->research_institution = row->other = Count();
  if (chance(2)) set_all_cells(schema<Applicants>, &out.denied.state_secret, State::missing);
  if (chance(1)) rows[below(10)]->natural_person = Count();
  return report;
}

#endif
