// Many things worked on by several threads; what comes of them is taken in their order.
#ifndef GONGKAI_SCAN_IN_ORDER_HPP
#define GONGKAI_SCAN_IN_ORDER_HPP

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace gongkai {
inline namespace v0 {

/// `work` runs on the threads, `take` on the one that calls give() and finish(). At most two things
/// a thread are under way, so that memory is bounded however many there are. What `work` throws is
/// thrown again by give() or finish().
template <class Thing, class Answer>
class InOrder {
 public:
  using Work = std::function<Answer(Thing)>;
  using Take = std::function<bool(Answer)>;  ///< false: nothing more is wanted

  InOrder(std::size_t threads, Work work, Take take)
      : work_(std::move(work)), take_(std::move(take)), window_(2 * threads) {
    for (std::size_t i = 0; threads > 1 && i < threads; ++i)
      threads_.emplace_back([this] { run(); });
  }
  ~InOrder() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      ending_ = true;
      waiting_.clear();
    }
    something_to_do_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;

  /// False when nothing more is wanted.
  bool give(Thing thing) {
    if (threads_.empty()) return wanted_ = wanted_ && take_(work_(std::move(thing)));
    while (wanted_ && (under_way_.size() >= window_ || front_is_done())) take_front();
    if (!wanted_) return false;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      under_way_.emplace_back(std::move(thing));
      waiting_.push_back(&under_way_.back());
    }
    something_to_do_.notify_one();
    return true;
  }

  /// Takes the rest. False when nothing more is wanted.
  bool finish() {
    while (wanted_ && !under_way_.empty()) take_front();
    return wanted_;
  }

 private:
  struct Slot {
    explicit Slot(Thing t) : thing(std::move(t)) {}
    Thing thing;
    Answer answer{};
    std::exception_ptr thrown;
    bool done = false;
  };

  bool front_is_done() {
    std::lock_guard<std::mutex> lock(mutex_);
    return !under_way_.empty() && under_way_.front().done;
  }

  void take_front() {
    std::unique_lock<std::mutex> lock(mutex_);
    something_done_.wait(lock, [this] { return under_way_.front().done; });
    Slot slot = std::move(under_way_.front());
    under_way_.pop_front();
    lock.unlock();
    if (slot.thrown) std::rethrow_exception(slot.thrown);
    wanted_ = take_(std::move(slot.answer));
  }

  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      something_to_do_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Slot& slot = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      try {
        slot.answer = work_(std::move(slot.thing));
      } catch (...) {
        slot.thrown = std::current_exception();
      }
      lock.lock();
      slot.done = true;
      something_done_.notify_one();
    }
  }

  Work work_;
  Take take_;
  std::size_t window_;
  bool wanted_ = true;

  std::mutex mutex_;
  std::condition_variable something_to_do_, something_done_;
  std::deque<Slot> under_way_;  // only give() and take_front() add and remove
  std::deque<Slot*> waiting_;   // those that no thread has begun
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace v0
}  // namespace gongkai

#endif
