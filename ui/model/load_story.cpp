#include "ui/model/load_story.h"

#include <algorithm>
#include <map>

namespace ui {

namespace {

/// Reads the visits out of the records, in one pass.
class VisitReader {
public:
    VisitReader(const sim::Trace& trace, LoadStory& story) : trace_(trace), story_(story) {}

    void read() {
        for (sim::RecordId id = 1; id <= trace_.last(); ++id)
            if (trace_.record(id).conversation != 0) read(trace_.record(id));
    }

private:
    /// Whether the conversation goes to the listener, and who opens it.
    enum class Opener : std::uint8_t { elsewhere, host, flood };

    [[nodiscard]] Opener openerOf(sim::ConversationId id) const {
        const sim::Conversation& conversation = trace_.conversation(id);
        const sim::ConversationEnd& opener = conversation.end(sim::Side::opener);
        const sim::ConversationEnd& acceptor = conversation.end(sim::Side::acceptor);
        if (acceptor.host != story_.host || acceptor.endpoint.port != story_.port)
            return Opener::elsewhere;
        if (opener.host >= trace_.header.hosts.size()) return Opener::flood;
        const sim::Address& address = trace_.header.hosts[opener.host].address;
        const bool own = trace_.addresses.at(opener.endpoint.address) == address;
        return own ? Opener::host : Opener::flood;
    }

    void read(const sim::Record& record) {
        const Opener opener = openerOf(record.conversation);
        if (opener == Opener::flood) noteFlood(record);
        if (opener == Opener::host) readVisit(record);
    }

    void noteFlood(const sim::Record& record) {
        const bool syn = record.flags.syn && !record.flags.ack;
        if (record.kind != sim::RecordKind::sent || !syn) return;
        if (!story_.flood_from) story_.flood_from = record.at;
        story_.flood_to = record.at;
    }

    void readVisit(const sim::Record& record) {
        const bool by_client =
            record.host == trace_.conversation(record.conversation).end(sim::Side::opener).host;
        const bool syn = record.flags.syn && !record.flags.ack;
        if (by_client && record.kind == sim::RecordKind::state
            && !places_.contains(record.conversation) && record.state == sim::State::syn_sent) {
            places_[record.conversation] = story_.visits.size();
            Visit visit;
            visit.conversation = record.conversation;
            visit.host = record.host;
            story_.visits.push_back(visit);
        }
        const auto place = places_.find(record.conversation);
        if (place == places_.end()) return;
        Visit& visit = story_.visits[place->second];
        if (by_client && record.kind == sim::RecordKind::sent && syn)
            visit.knocks.push_back(record.at);
        if (by_client && record.kind == sim::RecordKind::received && record.flags.rst)
            visit.was_reset = true;
        if (record.kind == sim::RecordKind::state) noteState(visit, record, by_client);
    }

    static void noteState(Visit& visit, const sim::Record& record, bool by_client) {
        if (record.state == sim::State::established) {
            std::optional<sim::Time>& when = by_client ? visit.connected : visit.welcomed;
            if (!when) when = record.at;
        }
        if (by_client && record.state == sim::State::closed) {
            visit.over = record.at;
            visit.gave_up = !visit.connected && !visit.was_reset;
        }
    }

    const sim::Trace& trace_;
    LoadStory& story_;
    std::map<sim::ConversationId, std::size_t> places_; ///< of the visits, by conversation
};

} // namespace

VisitStage stageOf(const Visit& visit, sim::Time now) {
    if (visit.knocks.empty() || now < visit.knocks.front()) return VisitStage::away;
    const auto passed = [now](const std::optional<sim::Time>& when) {
        return when && *when <= now;
    };
    if (passed(visit.over)) {
        if (visit.was_reset) return VisitStage::turned_away;
        return visit.gave_up ? VisitStage::gave_up : VisitStage::left;
    }
    if (!passed(visit.connected)) return VisitStage::knocking;
    return passed(visit.welcomed) ? VisitStage::inside : VisitStage::ghost;
}

const sim::QueueSample* LoadStory::sampleAt(sim::Time now) const {
    const auto later = std::upper_bound(
        samples.begin(), samples.end(), now,
        [](sim::Time time, const sim::QueueSample& sample) { return time < sample.at; });
    return later == samples.begin() ? nullptr : &*std::prev(later);
}

std::uint64_t LoadStory::floodSize() const {
    std::uint64_t size = 0;
    for (const sim::FloodSummary& flood : floods)
        size += flood.sent;
    return size;
}

LoadStory loadStoryOf(const sim::Trace& trace) {
    LoadStory story;
    const sim::Load& load = trace.load;
    if (load.samples.empty()) return story;
    story.host = load.floods.empty() ? load.samples.front().host : load.floods.front().to;
    story.port = load.floods.empty() ? load.samples.front().port : load.floods.front().port;
    for (const sim::QueueSample& sample : load.samples)
        if (sample.host == story.host && sample.port == story.port) story.samples.push_back(sample);
    for (const sim::FloodSummary& flood : load.floods)
        if (flood.to == story.host && flood.port == story.port) story.floods.push_back(flood);
    VisitReader(trace, story).read();
    const auto never_knocked = [](const Visit& visit) { return visit.knocks.empty(); };
    story.visits.erase(std::remove_if(story.visits.begin(), story.visits.end(), never_knocked),
                       story.visits.end());
    story.end = trace.last() == 0 ? sim::Time{} : trace.record(trace.last()).at;
    if (!story.samples.empty()) story.end = std::max(story.end, story.samples.back().at);
    return story;
}

} // namespace ui
