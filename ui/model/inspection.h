#pragma once

#include "sim/export/narration.h"
#include "ui/model/packet_header.h"
#include "ui/model/record_links.h"
#include "ui/model/run.h"
#include "ui/theme/segment_look.h"

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

namespace ui {

/// What the headline's badge stands for.
enum class BadgeKind : std::uint8_t { none, segment, call, timer, state, change, message };

/// A field of the header as a reader sees it.
enum class HeaderField : std::uint8_t {
    source_port,
    destination_port,
    seq,
    ack,
    data_offset,
    reserved,
    flags,
    window,
    checksum,
    urgent_pointer,
    options,
    payload,
};

/// A field's name, its value, and what stands quietly beside it.
struct FieldText {
    HeaderField field{};
    QString name, value;
    QString remark; ///< the number on the wire beside a relative one; may be empty
    bool matters{}; ///< this field is what the segment is about
};

/// A variable that is not what it was before.
struct VariableChange {
    QString name, before, after;

    bool operator==(const VariableChange&) const = default;
};

/// Everything the inspector tells about one record, as text.
struct Inspection {
    BadgeKind badge{};
    SegmentKind segment{}; ///< for BadgeKind::segment
    sim::HostId host{
        sim::no_host}; ///< whose hue it bears: a segment's sender, else the record's host
    QString badge_text, headline, note;
    std::vector<FieldText> fields; ///< of a segment, in the header's order; empty otherwise
    std::uint8_t flag_bits{};      ///< CWR highest, FIN lowest
    QString happened, why, clause, link;
    QString call; ///< a program's line, "recv(conn, 1024) = 5"
    std::vector<VariableChange> changes;
    std::vector<RecordLink> links; ///< why it happened and what came of it
};

/// What `id` is about, in the narrator's language, and what has come of it when `until` has
/// happened. Record 0 gives an empty inspection.
Inspection inspect(const Run& run, sim::RecordId id, Numbers numbers, const sim::Narrator& narrator,
                   sim::RecordId until = 0);
/// One record, told alone in the window's language. Whoever inspects many keeps a narrator.
Inspection inspect(const Run& run, sim::RecordId id, Numbers numbers);

/// The record to inspect: the selected one, else the first segment of the cursor's event, else what
/// began that event.
sim::RecordId inspectedRecord(const Run& run, sim::RecordId selection, sim::RecordId cursor);

} // namespace ui
