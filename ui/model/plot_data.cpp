#include "ui/model/plot_data.h"

#include "sim/base/assert.h"
#include "sim/trace/conversation_pairs.h"
#include "sim/trace/frames.h"
#include "ui/model/plot_ssthresh.h"
#include "ui/model/rtt_sampler.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ui {

namespace {

using sim::Record;
using sim::RecordId;
using sim::RecordKind;
using sim::Side;

Side otherSide(Side side) {
    return side == Side::opener ? Side::acceptor : Side::opener;
}

/// Puts arriving bytes in order.
class Reassembler {
public:
    /// How many bytes are in order now.
    std::int64_t take(ByteRange bytes) {
        std::int64_t& end = waiting_[bytes.from];
        end = std::max(end, bytes.to);
        while (!waiting_.empty() && waiting_.begin()->first <= next_) {
            next_ = std::max(next_, waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
        }
        return next_ - first_byte;
    }

private:
    static constexpr std::int64_t first_byte = 1;
    std::int64_t next_{first_byte};
    std::map<std::int64_t, std::int64_t> waiting_; ///< where it ends, by where it begins
};

/// Goes through the records of a conversation and writes down what they say of one direction.
class PlotReader {
public:
    PlotReader(const sim::Trace& trace, PlotData& data)
        : trace_(trace),
          data_(data),
          ends_(trace.conversation(data.flow.conversation)),
          sends_(ends_.end(data.flow.sender)),
          receives_(ends_.end(otherSide(data.flow.sender))) {}

    void read() {
        for (RecordId id = 1; id <= trace_.last(); ++id)
            if (trace_.record(id).conversation == data_.flow.conversation) take(id);
        for (const sim::Observation& seen : trace_.observations)
            takeObservation(seen);
    }

private:
    [[nodiscard]] PlotSeries& series(PlotTopic topic) { return data_.of(topic); }
    static PlotPoint pointOf(const Record& record, RecordId id, std::int64_t value) {
        return {.at_ns = record.at.since_start_ns, .value = value, .record = id};
    }

    void take(RecordId id) {
        const Record& record = trace_.record(id);
        if (record.host == data_.sender)
            takeOfSender(record, id);
        else
            takeOfReceiver(record, id);
    }

    /// The variables are those that the record has left.
    void takeOfSender(const Record& record, RecordId id) {
        if (record.kind == RecordKind::received) takeAck(record, id);
        takeVariables(record, id);
        switch (record.kind) {
        case RecordKind::sent: takeDeparture(record, id); return;
        case RecordKind::dropped: takeLoss(record, id); return;
        case RecordKind::timer: takeTimer(record, id); return;
        case RecordKind::state: takeState(record, id); return;
        case RecordKind::received:
        case RecordKind::ignored:
        case RecordKind::call:
        case RecordKind::icmp:
        case RecordKind::change: return;
        }
        sim::unreachable();
    }

    void takeOfReceiver(const Record& record, RecordId id) {
        switch (record.kind) {
        case RecordKind::sent: takeOffer(record, id); return;
        case RecordKind::received: takeArrival(record, id); return;
        case RecordKind::call: takeCall(record, id); return;
        case RecordKind::dropped:
        case RecordKind::ignored:
        case RecordKind::state:
        case RecordKind::timer:
        case RecordKind::icmp:
        case RecordKind::change: return;
        }
        sim::unreachable();
    }

    /// The number nearest to `near` that looks like this one on the wire.
    [[nodiscard]] std::int64_t relativeTo(std::int64_t near, sim::SeqNum number) const {
        const std::uint32_t ahead = number.raw - data_.initial - static_cast<std::uint32_t>(near);
        return near + static_cast<std::int32_t>(ahead);
    }
    [[nodiscard]] ByteRange numbersOf(const Record& record) const {
        const std::int64_t from = relativeTo(highest_, record.seq);
        return {from, from + record.length + static_cast<std::int64_t>(record.flags.syn)
                          + static_cast<std::int64_t>(record.flags.fin)};
    }
    static PlotPoint rangePoint(const Record& departure, RecordId id, ByteRange numbers) {
        return {.at_ns = departure.at.since_start_ns,
                .value = numbers.from,
                .extent = static_cast<std::uint32_t>(numbers.to - numbers.from),
                .record = id};
    }

    void takeDeparture(const Record& record, RecordId id) {
        if (record.flags.syn && record.rule != sim::Rule::wire_injected)
            scales_.at(0) = scalesIn(id);
        if (record.rule == sim::Rule::wire_injected || !sends_.initial_known || record.flags.rst)
            return;
        const ByteRange numbers = numbersOf(record);
        seen(record);
        if (numbers.isEmpty()) return;
        const bool again = numbers.from < highest_;
        series(again ? PlotTopic::segments_again : PlotTopic::segments)
            .append(rangePoint(record, id, numbers));
        highest_ = std::max(highest_, numbers.to);
        round_trips_.takeDeparture(numbers, record.at);
        sent_ += record.length;
        if (record.length > 0) series(PlotTopic::sent).append(pointOf(record, id, sent_));
    }

    void takeLoss(const Record& record, RecordId id) {
        const RecordId departure = sim::departure_of(trace_, id);
        if (departure == 0 || !sends_.initial_known) return;
        const ByteRange numbers = numbersOf(record);
        if (!numbers.isEmpty())
            series(PlotTopic::segments_lost)
                .append(rangePoint(trace_.record(departure), departure, numbers));
    }

    /// What the receiver says comes with its segments.
    void takeAck(const Record& record, RecordId id) {
        if (!record.flags.ack || !sends_.initial_known || record.flags.rst) return;
        seen(record);
        const std::int64_t ack = relativeTo(highest_, record.ack);
        series(PlotTopic::acknowledged).appendChange(pointOf(record, id, ack));
        series(PlotTopic::window_end).appendChange(pointOf(record, id, ack + windowOf(record)));
        if (const auto sample = round_trips_.takeAck(ack, record.at))
            series(PlotTopic::rtt).append(pointOf(record, id, sample->count()));
        acknowledged_ = std::max(acknowledged_, std::min(ack, highest_));
        cutBefore(sacked_, acknowledged_);
        takeSack(record, id);
    }

    /// A block of what is acknowledged (a D-SACK) says nothing of the bytes on their way.
    void takeSack(const Record& record, RecordId id) {
        const sim::OptionsRow* options = sim::options_of(trace_, id);
        if (options == nullptr) return;
        for (std::size_t n = 0; n < options->options.sack_count; ++n) {
            const sim::SeqRange& block = options->options.sack.at(n);
            const std::int64_t from = relativeTo(highest_, block.first);
            series(PlotTopic::sacked)
                .append(rangePoint(record, id, {from, from + sim::length(block)}));
            addRange(sacked_, {std::max(from, acknowledged_),
                               std::min(from + sim::length(block), highest_)});
        }
    }

    /// An end without a connection has none.
    void takeVariables(const Record& record, RecordId id) {
        const sim::Variables& watched = record.variables;
        if (watched == sim::Variables{} || record.state == sim::State::listen
            || record.state == sim::State::closed)
            return;
        data_.closed.reset();
        if (watched.cwnd > 0)
            series(PlotTopic::cwnd).appendChange(pointOf(record, id, watched.cwnd));
        takeFlight(record, id, watched.snd_nxt - watched.snd_una);
    }

    void takeFlight(const Record& record, RecordId id, std::int64_t flight_size) {
        series(PlotTopic::in_flight)
            .appendChange(
                pointOf(record, id, std::max<std::int64_t>(0, flight_size - lengthOf(sacked_))));
        if (!series(PlotTopic::sacked).isEmpty())
            series(PlotTopic::flight_size).appendChange(pointOf(record, id, flight_size));
    }

    /// What was in flight last, a FIN as a rule, is so no more.
    void takeState(const Record& record, RecordId id) {
        if (record.state != sim::State::closed) return;
        data_.closed = record.at;
        if (!series(PlotTopic::in_flight).isEmpty()) takeFlight(record, id, 0);
    }

    void takeTimer(const Record& record, RecordId id) {
        const sim::TimerEvent& timer = trace_.timers.at(record.detail);
        if (timer.kind == sim::TimerKind::retransmit && timer.action == sim::TimerAction::set)
            series(PlotTopic::rto).append(pointOf(record, id, (timer.due - record.at).count()));
    }

    void takeOffer(const Record& record, RecordId id) {
        if (record.rule == sim::Rule::wire_injected || record.flags.rst) return;
        if (record.flags.syn) scales_.at(1) = scalesIn(id);
        series(PlotTopic::advertised).appendChange(pointOf(record, id, windowOf(record)));
    }

    void takeArrival(const Record& record, RecordId id) {
        if (!sends_.initial_known || record.length == 0) return;
        const std::int64_t from = relativeTo(highest_, record.seq) + (record.flags.syn ? 1 : 0);
        if (record.flags.urg && trace_.header.profile == "linux")
            apart_ = from + sim::urgent_pointer_of(trace_, id) - 1;
        const std::int64_t in_order = reassembler_.take({from, from + record.length});
        if (in_order == delivered_) return;
        delivered_ = in_order;
        series(PlotTopic::delivered).append(pointOf(record, id, delivered_));
        showUnread(record, id);
    }

    /// Linux keeps an urgent byte beside the stream: a read that begins at its place passes over
    /// it.
    void takeCall(const Record& record, RecordId id) {
        const sim::CallEvent& call = trace_.calls.at(record.detail);
        if (call.name != "recv" && call.name != "read") return;
        if (apart_ == read_ + 1 && delivered_ > read_) {
            ++read_;
            apart_ = 0;
        }
        if (call.phase == sim::CallPhase::returned && call.result.value_or(0) > 0)
            read_ += *call.result;
        showUnread(record, id);
    }

    void showUnread(const Record& record, RecordId id) {
        series(PlotTopic::unread)
            .appendChange(pointOf(record, id, std::max<std::int64_t>(0, delivered_ - read_)));
    }

    void takeObservation(const sim::Observation& seen) {
        const Record& record = trace_.record(seen.record);
        if (seen.variable != sim::Variable::ssthresh || record.host != data_.sender
            || record.conversation != data_.flow.conversation)
            return;
        series(PlotTopic::ssthresh).appendChange(pointOf(record, seen.record, seen.value));
    }

    [[nodiscard]] bool scalesIn(RecordId syn) const {
        const sim::OptionsRow* options = sim::options_of(trace_, syn);
        return options != nullptr && options->present.window_scale;
    }
    /// The receiver's window in bytes: scaled behind the SYN, where both ends have offered it.
    [[nodiscard]] std::int64_t windowOf(const Record& record) const {
        const bool scaled = !record.flags.syn && scales_.at(0) && scales_.at(1);
        return std::int64_t{record.window} << (scaled ? receives_.window_shift : 0);
    }
    void seen(const Record& record) {
        if (!any_) data_.from = record.at;
        any_ = true;
        data_.to = std::max(data_.to, record.at);
    }

    const sim::Trace& trace_;
    PlotData& data_;
    const sim::Conversation& ends_;
    const sim::ConversationEnd& sends_;
    const sim::ConversationEnd& receives_;
    RttSampler round_trips_;
    Reassembler reassembler_;
    std::array<bool, 2> scales_{true, true}; ///< a SYN that nobody saw may have offered it
    std::int64_t highest_{};                 ///< behind the last number that has left
    std::int64_t acknowledged_{};            ///< the highest ACK that has reached the sender
    ByteRanges sacked_;                      ///< not acknowledged, but a SACK block has told of it
    std::int64_t sent_{}, delivered_{}, read_{};
    std::int64_t apart_{}; ///< number of an urgent byte, which a read passes over; 0 without one
    bool any_{};
};

} // namespace

std::int64_t PlotData::endOf(PlotTopic topic) const {
    const PlotSeries& told = of(topic);
    const std::int64_t last = std::max(to.since_start_ns, told[told.size() - 1].at_ns);
    return isGone(topic, last) ? closed->since_start_ns : last;
}

bool PlotData::isGone(PlotTopic topic, std::int64_t at_ns) const {
    const bool is_variable = topic == PlotTopic::cwnd || topic == PlotTopic::ssthresh;
    return is_variable && closed && at_ns >= closed->since_start_ns;
}

std::int64_t PlotData::end() const {
    std::int64_t last = to.since_start_ns;
    for (const PlotSeries& told : series)
        if (!told.isEmpty()) last = std::max(last, told[told.size() - 1].at_ns);
    return last;
}

std::shared_ptr<const PlotData> readPlots(const Run& run, PlotFlow flow) {
    const sim::Trace& trace = run.trace();
    auto data = std::make_shared<PlotData>();
    data->flow = flow;
    if (flow.conversation == 0 || flow.conversation > trace.conversations.size()
        || sim::counts_frames(trace))
        return data;
    const sim::Conversation& ends = trace.conversation(flow.conversation);
    data->sender = ends.end(flow.sender).host;
    data->receiver = ends.end(otherSide(flow.sender)).host;
    data->initial = ends.end(flow.sender).initial.raw;
    PlotReader(trace, *data).read();
    for (PlotSeries& series : data->series)
        series.seal();
    if (trace.header.stage == sim::Provenance::model) addModelSsthresh(*data, run);
    return data;
}

std::vector<PlotFlow> plotFlows(const sim::Trace& trace) {
    std::vector<PlotFlow> flows;
    if (sim::counts_frames(trace)) return flows;
    std::vector<std::array<std::uint64_t, 2>> bytes(trace.conversations.size());
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::sent || record.conversation == 0) continue;
        const Side side = trace.conversation(record.conversation).side_of(record.host);
        bytes.at(record.conversation - 1).at(static_cast<std::size_t>(side)) += record.length;
    }
    for (sim::ConversationId id = 1; id <= trace.conversations.size(); ++id) {
        if (sim::is_of_flood(trace, id)) continue;
        const bool acceptor_sends = bytes.at(id - 1)[1] > bytes.at(id - 1)[0];
        const Side first = acceptor_sends ? Side::acceptor : Side::opener;
        flows.push_back({id, first});
        flows.push_back({id, otherSide(first)});
    }
    return flows;
}

} // namespace ui
