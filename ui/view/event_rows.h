#pragma once

#include "ui/layout/event_columns.h"
#include "ui/model/record_table.h"

#include <QAbstractScrollArea>

namespace ui {

/// The rows of a RecordTable, of which only those on screen are ever looked at. Up and Down select,
/// Enter and a double click take the cursor to the row. Follows the cursor and the selection.
class EventRows : public QAbstractScrollArea {
    Q_OBJECT

public:
    EventRows(ViewState& state, RecordTable& table, QWidget* parent = nullptr);

    /// The row that is marked: the selected record's, else the cursor's; -1 for none.
    [[nodiscard]] int currentRow() const;
    /// Where a row lies on the viewport.
    [[nodiscard]] QRectF rowBox(int row) const;
    [[nodiscard]] const EventColumns& columns() const { return columns_; }

signals:
    /// The cursor is wanted on that record.
    void recordActivated(sim::RecordId record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void layOut();
    void takeRows();
    void followSelection();
    void showRow(int row);
    void selectRow(int row);
    [[nodiscard]] int rowAt(qreal y) const;
    /// The row with the columns' names; 0 where the sentences have lines of their own.
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] int rowsHeight() const { return viewport()->height() - headHeight(); }
    void paintHead(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    void paintGround(QPainter& painter, int row, const QRectF& box) const;
    void paintWhat(QPainter& painter, sim::RecordId id, const RecordText& row) const;
    [[nodiscard]] QColor kindHue(const RecordText& row, sim::HostId host) const;

    ViewState& state_;
    RecordTable& table_;
    EventColumns columns_;
};

} // namespace ui
