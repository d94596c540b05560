#pragma once

#include "sim/classic/go_back_n.h"
#include "sim/classic/selective_repeat.h"
#include "sim/classic/stop_and_wait.h"
#include "sim/link/fault_list.h"
#include "sim/link/link_spec.h"
#include "sim/link/loss_stream.h"
#include "sim/link/transmitter.h"
#include "sim/trace/snapshot.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace sim {

/// What a scheme is played on, the same for the whole run.
struct SchemeStage {
    Scheme scheme;
    LinkSpec link;
    std::vector<Fault> faults;
    std::uint64_t seed{};
};

/// A frame or an acknowledgment on its way.
struct SchemeFlight {
    Time at{};             ///< when it arrives
    std::uint64_t order{}; ///< of those at the same time the lower one arrives first
    RecordId cause{};      ///< its departure
    std::uint8_t from{};
    bool is_ack{}, corrupted{};
    std::uint32_t frame{};  ///< which one it really is, or acknowledges: nobody there sees that
    std::uint32_t number{}; ///< what stands in it

    bool operator==(const SchemeFlight&) const = default;
};

/// A flight that waits on the wire for the end of a hold.
struct HeldFlight {
    std::uint32_t hold{};
    SchemeFlight flight;

    bool operator==(const HeldFlight&) const = default;
};

/// Sender, receiver and the link between them at one instant: a value, like World. It can be copied
/// and compared, and goes on the same way every time.
class SchemeWorld {
public:
    explicit SchemeWorld(std::shared_ptr<const SchemeStage> stage);

    /// Works off the next event; false when there is none. Without a trace records are counted, so
    /// that a replay gives each the number it had. `step` is scratch that the caller keeps.
    bool advance(SchemeStep& step, Trace* trace);

    [[nodiscard]] Time now() const { return now_; }
    /// When the next event is due; never, when there is none.
    [[nodiscard]] Time next_event_at() const;
    [[nodiscard]] RecordId last_record() const { return last_record_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    /// Both ends, as they are now. Their numbers count frames, not bytes.
    [[nodiscard]] Snapshot snapshot(RecordId record) const;

    bool operator==(const SchemeWorld& other) const;

private:
    using Sender = std::variant<StopAndWaitSender, GoBackNSender, SelectiveRepeatSender>;
    using Receiver = std::variant<StopAndWaitReceiver, GoBackNReceiver, SelectiveRepeatReceiver>;

    void start(SchemeStep& step, Trace* trace);
    void arrive(SchemeStep& step, Trace* trace);
    void fire_timer(SchemeStep& step, Trace* trace);
    void commit(std::uint8_t host, const SchemeFlight& arrived, RecordId cause, SchemeStep& step,
                Trace* trace);
    void send_what_may_leave(SchemeStep& step);
    void commit_deed(std::uint8_t host, const Deed& deed, const SchemeFlight& flight,
                     RecordId cause, Trace* trace);
    void put_on_link(SchemeFlight flight, RecordId cause, Rule rule, Trace* trace);
    void travel(SchemeFlight flight, const Fate& fate, std::uint32_t bytes, Trace* trace);
    void release_held();

    [[nodiscard]] Record record_of(RecordKind kind, std::uint8_t host, RecordId cause,
                                   Rule rule) const;
    [[nodiscard]] Record record_of(RecordKind kind, std::uint8_t host, RecordId cause, Rule rule,
                                   const SchemeFlight& flight) const;
    RecordId write(const Record& record, Trace* trace);
    void write_change(std::uint8_t host, const Deed& deed, RecordId cause, Trace* trace);
    void write_timer(TimerAction action, Time due, RecordId cause, Rule rule, Trace* trace);
    void drop(const SchemeFlight& flight, DropReason reason, Rule rule, Trace* trace);
    void note_timer(RecordId cause, Trace* trace);

    [[nodiscard]] std::uint8_t receiver_host() const;
    [[nodiscard]] const Scheme& scheme() const { return stage_->scheme; }
    [[nodiscard]] std::uint32_t base() const;
    [[nodiscard]] std::uint32_t next() const;
    [[nodiscard]] std::uint32_t expected() const;
    [[nodiscard]] std::uint32_t unsent() const;
    [[nodiscard]] std::uint32_t kept() const;
    [[nodiscard]] std::uint32_t receive_window() const;
    [[nodiscard]] Time deadline() const;
    [[nodiscard]] bool wants_line() const;

    std::shared_ptr<const SchemeStage> stage_;
    Time now_;
    bool started_{};
    std::uint64_t next_order_{}, events_{};
    RecordId last_record_{};
    Sender sender_;
    Receiver receiver_;
    std::array<Transmitter, 2> transmitters_; ///< by the sending host
    std::array<LossStream, 2> losses_;
    FaultList faults_;
    std::vector<SchemeFlight> in_flight_;
    std::vector<HeldFlight> held_;
    std::uint32_t sent_again_{};
    Time timer_due_{never}, timer_began_; ///< as they were recorded
    RecordId timer_cause_{};
    RecordId
        sender_cause_{}; ///< the sender's last input, which frames that leave later are owed to
    Time line_free_at_;
};

} // namespace sim
