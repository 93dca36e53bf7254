// add_up() by several threads. The only header that starts any: link what std::thread needs
// (Threads::Threads in CMake, -pthread). Who has threads of their own shares an Adding among them.
#ifndef GONGKAI_THREADS_HPP
#define GONGKAI_THREADS_HPP

#include <atomic>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

#include "gongkai/aggregate.hpp"

namespace gongkai {
inline namespace v0 {

/// The sums over all rows of a table, bit by bit those of add_up(table, by), by so many threads at
/// most, this one among them; 0: as many as the machine runs at once. Where the system gives fewer,
/// those do it. The table has to stay as it is meanwhile. Throws std::bad_alloc, as add_up does.
template <class T>
Sums add_up(const Table<T>& table, const std::vector<By>& by, std::size_t threads) {
  if (threads == 0) threads = std::thread::hardware_concurrency();
  std::size_t worth = table.data().blocks();  // to start one costs as much as to add some 1000 rows
  if (threads > worth) threads = worth;
  if (threads <= 1) return add_up(table, by);

  Adding adding(table, by);
  const std::size_t parts = 8 * threads;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> any_failed{false};
  std::exception_ptr failure;  // the first one's
  auto work = [&]() noexcept {
    try {
      for (std::size_t part = next++; part < parts; part = next++) adding.part(part, parts);
    } catch (...) {
      next = parts;
      if (!any_failed.exchange(true)) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  others.reserve(threads - 1);
  try {
    while (others.size() < threads - 1) others.emplace_back(work);
  } catch (const std::system_error&) {
  }
  work();
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
  return adding.take();
}

}  // namespace v0
}  // namespace gongkai

#endif
