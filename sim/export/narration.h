#pragma once

#include "sim/export/segment_facts.h"
#include "sim/rule/rule.h"
#include "sim/trace/trace.h"

#include <string>

namespace sim {

/// Tells a trace's records in plain sentences, with their numbers: what happened, and why as far as
/// the record's cause says it. The rule's own sentence stands elsewhere (sentence_of).
class Narrator {
public:
    Narrator(const Trace& trace, Language language);

    [[nodiscard]] std::string tell(RecordId id) const;
    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] const SegmentFacts& facts() const { return facts_; }

private:
    [[nodiscard]] std::string tell_sent(RecordId id) const;
    [[nodiscard]] std::string tell_opening(RecordId id) const;
    [[nodiscard]] std::string tell_injection(const Record& sent) const;
    [[nodiscard]] std::string tell_flood(const Record& sent) const;
    [[nodiscard]] std::string tell_reset(const Record& sent) const;
    [[nodiscard]] std::string tell_bytes(RecordId id) const;
    [[nodiscard]] std::string tell_fin(RecordId id) const;
    [[nodiscard]] std::string tell_pure_ack(RecordId id) const;
    [[nodiscard]] std::string tell_ack(RecordId id) const;
    [[nodiscard]] std::string tell_sack(RecordId id) const;
    [[nodiscard]] std::string tell_arrival(const Record& record) const;
    [[nodiscard]] std::string tell_drop(const Record& record) const;
    [[nodiscard]] std::string tell_call(const Record& record) const;
    [[nodiscard]] std::string tell_timer(const Record& record) const;
    [[nodiscard]] std::string tell_change(const Record& record) const;
    [[nodiscard]] bool acknowledges_fin(const Record& sent) const;
    [[nodiscard]] std::string name(HostId host) const;

    const Trace& trace_;
    Language language_;
    SegmentFacts facts_;
    bool frames_; ///< of a textbook scheme
};

/// One record, told alone. Whoever tells many keeps a Narrator.
std::string narrate(const Trace& trace, RecordId id, Language language);

} // namespace sim
