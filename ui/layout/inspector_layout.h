#pragma once

#include "ui/model/inspection.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <QPointF>
#include <QRectF>
#include <QString>

namespace ui {

/// What a text of the inspector is for; the view has one font and one colour for each.
enum class TextRole : std::uint8_t {
    badge,
    headline,
    bit_number,
    field_name,
    field_value,
    remark,
    flag,
    code,
    happened,
    why,
    clause,
    section,
    variable,
    before,
    after,
    link_number,
    link,
};

/// The size of a text in its role's font, wrapped at `width` pixels; 0 means one line.
using TextSize = std::function<QSizeF(const QString& text, TextRole role, double width)>;

struct TextShape {
    QRectF rect;
    QString text;
    TextRole role{};
    Qt::Alignment alignment{Qt::AlignLeft | Qt::AlignVCenter};
};

/// A field of the header, as wide as its bits.
struct FieldShape {
    HeaderField field{};
    QRectF rect;
    bool matters{};
};

/// One of the eight control bits.
struct FlagShape {
    QRectF rect;
    QString name;
    bool set{};
};

/// A line that leads to another record.
struct LinkShape {
    QRectF rect;
    sim::RecordId record{};
    LinkKind kind{};
};

/// All that the inspector draws and can be pointed at.
struct InspectorShapes {
    QRectF badge;
    QRectF header; ///< around all fields; empty without a segment
    std::vector<FieldShape> fields;
    std::vector<FlagShape> flags;
    QRectF code_box, why_box; ///< empty without a text
    std::vector<TextShape> texts;
    std::vector<LinkShape> links;
    QRectF link; ///< the clause that can be clicked; empty without one
    double height{};
};

/// The inspection laid out in `width` pixels, as tall as it needs to be.
InspectorShapes layoutInspector(const Inspection& inspection, double width,
                                const TextSize& text_size);

} // namespace ui
