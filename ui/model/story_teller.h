#pragma once

#include "sim/export/segment_facts.h"
#include "ui/model/story.h"

#include <map>
#include <vector>

namespace ui {

/// Turns records, read in order, into the steps of a story.
class StoryTeller {
public:
    explicit StoryTeller(const sim::Trace& trace) : trace_(trace), facts_(trace) {}

    void read(sim::RecordId id);
    [[nodiscard]] const std::vector<StoryStep>& story() const { return story_; }

private:
    /// Where the two ends of a conversation stand.
    struct Ends {
        std::map<sim::HostId, sim::State> states;
        bool established{};
    };

    void segmentLeaves(sim::RecordId id, const sim::Record& record);
    void stateChanges(sim::RecordId id, const sim::Record& record);
    void tell(sim::RecordId id, StoryKind kind);
    /// Whether a source of a flood has sent it, in whose name no host answers.
    [[nodiscard]] bool isFromFlood(const sim::Record& record) const;

    const sim::Trace& trace_;
    sim::SegmentFacts facts_;
    std::map<sim::ConversationId, Ends> ends_;
    std::vector<StoryStep> story_;
};

} // namespace ui
