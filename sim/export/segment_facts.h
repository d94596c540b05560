#pragma once

#include "sim/trace/trace.h"

#include <optional>
#include <vector>

namespace sim {

/// What a segment meant when it left, seen from the segments before it.
class SegmentFacts {
public:
    explicit SegmentFacts(const Trace& trace);

    /// Whether the segment of `record` had left before: it begins at a sequence number that its
    /// sender had already passed. A frame of a textbook scheme says so by its rule.
    [[nodiscard]] bool is_again(RecordId record) const;
    /// The segment that the same end sent before `departure`; 0 for its first one.
    [[nodiscard]] RecordId previous(RecordId departure) const { return previous_[departure]; }
    /// The sequence number of the FIN of one side; nothing while it has sent none.
    [[nodiscard]] std::optional<SeqNum> fin_of(ConversationId conversation, Side side) const;

private:
    struct End {
        std::optional<SeqNum> next_new; ///< behind the last number sent
        std::optional<SeqNum> fin;
        bool has_answered{}; ///< with a SYN-ACK
        RecordId last_sent{};
    };
    [[nodiscard]] static std::size_t place(ConversationId conversation, Side side) {
        return 2 * (std::size_t{conversation} - 1) + static_cast<std::size_t>(side);
    }
    void take(RecordId id, const Record& sent);

    const Trace& trace_;
    bool frames_; ///< of a textbook scheme
    std::vector<End> ends_;
    std::vector<bool> again_;        ///< by departure
    std::vector<RecordId> previous_; ///< by departure
};

} // namespace sim
