#pragma once

#include "ui/model/record_index.h"
#include "ui/model/record_text.h"
#include "ui/model/view_state.h"

#include <vector>

#include <QAbstractTableModel>
#include <QTimer>

namespace ui {

/// The records of a ViewState's run as rows, down to the cursor: what has not happened is not
/// listed, as the ladder does not draw it, and as a filter would give it away. Kinds can be left
/// out at once; a text is searched for in the background, a few milliseconds at a time.
class RecordTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column : std::uint8_t { number, time, host, what, sentence };
    static constexpr int columns = 5;

    explicit RecordTable(ViewState& state, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// The record of a row.
    [[nodiscard]] sim::RecordId recordAt(int row) const;
    /// The row of a record, or of the last one before it; -1 when there is none.
    [[nodiscard]] int rowOf(sim::RecordId record) const;
    /// The row's words, and the narrator's sentence about it.
    [[nodiscard]] RecordText textAt(int row) const;
    [[nodiscard]] QString sentenceAt(int row) const;
    [[nodiscard]] QString timeAt(int row) const;
    [[nodiscard]] QString hostAt(int row) const;

    [[nodiscard]] RowKindSet kinds() const { return kinds_; }
    void setKinds(RowKindSet kinds);
    [[nodiscard]] const QString& needle() const { return needle_; }
    /// Only rows that contain `text`, in whatever case; empty for all.
    void setNeedle(const QString& text);
    /// Whether a search has not come to the cursor yet.
    [[nodiscard]] bool isSearching() const { return search_.isActive(); }
    /// The window's language has changed: sentences are told anew.
    void retell();

private:
    void takeRun();
    void chooseAgain();
    void follow();
    void setShown(int rows);
    void searchOn();
    [[nodiscard]] bool matches(sim::RecordId id) const;
    [[nodiscard]] int rowsUntilCursor() const;
    [[nodiscard]] QString sentenceOf(sim::RecordId id) const;
    [[nodiscard]] QString timeOf(sim::RecordId id) const;

    ViewState& state_;
    RecordIndex index_;
    RowKindSet kinds_{RowKindSet{}.set()};
    QString needle_;
    std::vector<sim::RecordId> chosen_; ///< of the kinds, when not all of them are shown
    std::vector<sim::RecordId> found_;  ///< of the search so far
    std::size_t searched_{};            ///< how many of the chosen have been read
    int shown_{};
    QTimer search_;
};

} // namespace ui
