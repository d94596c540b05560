#pragma once

#include "ui/model/load_text.h"
#include "ui/view/card.h"

#include <vector>

namespace ui {

/// What the table shows: three groups of counts.
struct CountGroups {
    std::vector<CountRow> outcomes; ///< of the flood's SYNs
    std::vector<CountRow> counters; ///< of the listener, with Linux's names
    std::vector<CountRow> fates;    ///< of the whole flood; shown where there is room
    bool with_kernel{};
};

/// What became of the flood's SYNs, and the listener's counters with Linux's names; model and,
/// where there is one, kernel. Below each other, or beside each other where there is the width.
class CountTable : public Card {
    Q_OBJECT

public:
    explicit CountTable(ViewState& state, QWidget* parent = nullptr);

    void show(CountGroups groups);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Each paints into the column that is left, and gives what it leaves.
    QRectF paintHead(QPainter& painter, const QString& title, QRectF column);
    QRectF paintOutcomes(QPainter& painter, QRectF column);
    QRectF paintCounters(QPainter& painter, QRectF column);
    QRectF paintFates(QPainter& painter, QRectF column);
    QRectF paintRule(QPainter& painter, QRectF column);
    /// A row of `height`, with its words below its name where there is room for both.
    void paintRow(QPainter& painter, const CountRow& row, QRectF box, const QFont& font);
    static void paintName(QPainter& painter, const QString& name, QFont font, const QRectF& box);
    void paintNumbers(QPainter& painter, const CountRow& row, const QRectF& line);
    [[nodiscard]] qreal numberWidth() const;
    [[nodiscard]] qreal modelRight(const QRectF& row) const;
    /// Room for outcomes and counters beside each other.
    [[nodiscard]] bool isWide() const;
    [[nodiscard]] bool isWorded(qreal height) const;

    CountGroups groups_;
};

} // namespace ui
