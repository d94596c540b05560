#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

enum class EventKind : std::uint8_t {
    late_arrival,  ///< a segment that a fault has delayed; target: the direction, argument: its
                   ///< place
    injection,     ///< the scenario puts a segment on the link; target: its place, argument: the
                   ///< record it comes after
    flood_syn,     ///< the next SYN of a flood reaches its host; target: the flood
    flood_departs, ///< the next one that the trace keeps leaves; target: the flood
    flood_syn_ack, ///< a SYN-ACK reaches a source that answers; target: the flood
    flood_answer,  ///< what it has answered arrives; target: the flood
    wakeup,        ///< a connection's soonest deadline may be reached; target: its slot
    program,       ///< a program starts or has slept enough; target: the program
};

/// Something that will happen. Events at the same time happen in the order they were scheduled.
struct Event {
    Time at;
    std::uint64_t order{};
    EventKind kind{};
    std::uint32_t target{};
    std::uint64_t argument{};

    bool operator==(const Event&) const = default;
};

/// Which of two happens first; both have a time and an order.
template <typename A, typename B>
bool sooner(const A& a, const B& b) {
    return a.at < b.at || (a.at == b.at && a.order < b.order);
}

/// The events to come, soonest first: a heap whose nodes have four children, in one vector.
class EventQueue {
public:
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    [[nodiscard]] const Event& top() const { return heap_.front(); }

    void push(const Event& event) {
        std::size_t place = heap_.size();
        heap_.push_back(event);
        while (place > 0) {
            const std::size_t parent = (place - 1) / children;
            if (!sooner(event, heap_[parent])) break;
            heap_[place] = heap_[parent];
            place = parent;
        }
        heap_[place] = event;
    }

    void pop() {
        const Event last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sink(last);
    }

    void add_to(Digest& digest) const {
        for (const Event& event : heap_) {
            digest.add(event.at.since_start_ns);
            digest.add(event.order);
            digest.add(event.kind);
            digest.add(event.target);
            digest.add(event.argument);
        }
    }
    bool operator==(const EventQueue&) const = default;

private:
    static constexpr std::size_t children = 4;

    /// Puts `event` in place of the top, as deep as it belongs.
    void sink(const Event& event) {
        std::size_t place = 0;
        for (std::size_t first = 1; first < heap_.size(); first = place * children + 1) {
            const std::size_t child = soonest_from(first);
            if (!sooner(heap_[child], event)) break;
            heap_[place] = heap_[child];
            place = child;
        }
        heap_[place] = event;
    }
    /// The soonest of the siblings that begin at `first`.
    [[nodiscard]] std::size_t soonest_from(std::size_t first) const {
        const std::size_t end = std::min(first + children, heap_.size());
        std::size_t best = first;
        for (std::size_t child = first + 1; child < end; ++child)
            if (sooner(heap_[child], heap_[best])) best = child;
        return best;
    }

    std::vector<Event> heap_;
};

} // namespace sim
