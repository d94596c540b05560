#pragma once

#include "ui/model/record_index.h"
#include "ui/theme/segment_look.h"

#include <optional>

#include <QString>

namespace ui {

/// What a record is, in a few words: a row of the event list.
struct RecordText {
    RowKind kind{};
    QString kind_name;                  ///< "sent", "lost"
    std::optional<SegmentKind> segment; ///< the badge's hue, for what happens to segments
    QString badge;                      ///< "SYN ACK"; empty where there is no segment
    QString text;                       ///< "seq=0 ack=1", "recv(conn, 1024) = 5"
};

/// The row's words in the window's language.
RecordText recordText(const sim::Trace& trace, sim::RecordId id, Numbers numbers);

/// The same as a phrase: "A sends SYN seq=0", "B: recv(conn, 1024) = 5".
QString recordPhrase(const sim::Trace& trace, sim::RecordId id, Numbers numbers);

/// "sent": a kind's name, as chips and rows write it.
QString rowKindName(RowKind kind);

} // namespace ui
