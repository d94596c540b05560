#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/base/seq_num.h"

#include <algorithm>
#include <cstdint>

namespace sim {

/// How a program writes (send(2)).
struct WriteHow {
    bool more{};        ///< MSG_MORE: there is more to come
    bool ends_record{}; ///< MSG_EOR: what follows goes into another buffer
    bool urgent{};      ///< MSG_OOB: the last byte is urgent (RFC 9293 3.8.5)
};

/// What holds a segment that is not full back.
enum class Hold : std::uint8_t { by_options, partial, nothing };

/// How much may leave: all that the windows allow, or one burst; as a probe, though cwnd may be
/// full.
enum class Bursts : std::uint8_t { all, one, probe };

/// Bytes that were written and are not sent yet, as they lie together.
struct WrittenBuffer {
    SeqNum first, end;
    bool pushes{}; ///< its last byte ends what the program wrote: PSH (RFC 9293 3.9.1.2, MUST-61)
    bool closed{}; ///< nothing is added any more
    bool cut{};    ///< its front has left as a probe, and its rest pushes as well

    bool operator==(const WrittenBuffer&) const = default;
};

/// What the program has written and the stack has not sent once.
class WriteQueue {
public:
    [[nodiscard]] bool empty() const { return buffers_.empty(); }
    [[nodiscard]] bool has_one() const { return buffers_.size() == 1; }
    [[nodiscard]] const WrittenBuffer& front() const { return buffers_.front(); }
    WrittenBuffer& back() { return buffers_.back(); }

    /// Room in the last buffer, when no buffer takes more than `most` bytes.
    [[nodiscard]] std::uint32_t room(SeqNum nxt, std::uint32_t most) const {
        if (empty() || buffers_.back().closed) return 0;
        const std::uint32_t used =
            distance(later_of(buffers_.back().first, nxt), buffers_.back().end);
        return used < most ? most - used : 0;
    }
    /// Adds `bytes` from `first` on: to the last buffer, or as a new one.
    void add_to_last(std::uint32_t bytes) { buffers_.back().end = buffers_.back().end + bytes; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(buffers_.size()); }
    void add_new(SeqNum first, std::uint32_t bytes) {
        buffers_.push_back({.first = first, .end = first + bytes});
    }
    /// What ends somewhere: a write, a record (MSG_EOR).
    struct End {
        bool pushes{}, ends_record{};
    };
    /// What ends at or before `end` has been sent; what ended just there.
    End sent_to(SeqNum end) {
        WrittenBuffer last;
        for (; !empty() && before_or_equal(front().end, end); buffers_.pop_front())
            last = front();
        const bool is_there = last.end == end;
        return {.pushes = (last.pushes && is_there) || last.cut,
                .ends_record = last.closed && is_there};
    }

    /// The first buffer takes bytes of the next one along, until it has `most` from `nxt` on, or a
    /// record ends (Linux tcp_grow_skb).
    void fill_first(SeqNum nxt, std::uint32_t most) {
        if (buffers_.size() < 2 || front().closed) return;
        WrittenBuffer first = front();
        const std::uint32_t has = distance(later_of(first.first, nxt), first.end);
        if (has >= most) return;
        WrittenBuffer& next = buffers_[1];
        first.end = first.end + std::min(most - has, distance(next.first, next.end));
        next.first = first.end;
        if (next.first == next.end) {
            first.pushes = first.pushes || next.pushes;
            first.closed = next.closed;
            first.cut = first.cut || next.cut;
            buffers_.pop_front();
        }
        buffers_.front() = first;
    }

    /// A probe that ends at `nxt` has taken a part of a buffer (Linux tcp_write_wakeup).
    void note_cut(SeqNum nxt) {
        if (!empty() && before(front().first, nxt)) buffers_.front().cut = true;
    }

    void add_to(Digest& digest) const {
        for (std::size_t i = 0; i < buffers_.size(); ++i) {
            digest.add(buffers_[i].end.raw);
            digest.add(buffers_[i].pushes);
            digest.add(buffers_[i].closed);
            digest.add(buffers_[i].cut);
        }
    }
    bool operator==(const WriteQueue&) const = default;

private:
    Ring<WrittenBuffer> buffers_;
};

} // namespace sim
