#pragma once

#include "ui/layout/ribbon_layout.h"
#include "ui/view/card.h"
#include "ui/view/ribbon_legend.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// Which directions a ribbon shows.
enum class RibbonDirections : std::uint8_t {
    both,
    main, ///< the one with more bytes
};

/// The byte ribbon: for each direction of the connection at the cursor, what has become of its
/// bytes, as the sender sees them and below as the receiver does. The wheel moves along the bytes,
/// with Ctrl it zooms, as + - 0 do while it has the focus; the next move of the cursor follows the
/// bytes again. A click on bytes selects the segment that carried them, another one goes to its
/// end.
class RibbonCard : public Card {
    Q_OBJECT

public:
    explicit RibbonCard(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] const ByteRibbon& ribbon() const { return ribbon_; }
    [[nodiscard]] const RibbonShapes& shapes(std::size_t flow) const { return shapes_.at(flow); }
    /// What is said of the bytes at a point of the card; empty where there are none.
    [[nodiscard]] QString tipAt(QPointF point) const;
    void setDirections(RibbonDirections directions);
    void zoom(int steps);
    void normalZoom();
    /// How much height what is shown needs.
    [[nodiscard]] int wantedHeight() const;

signals:
    /// Bytes were clicked; their segment left with that record.
    void segmentChosen(sim::RecordId departure);
    /// They were clicked again; their segment arrived or was lost with that record.
    void endChosen(sim::RecordId end);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void takeRun();
    void follow();
    void layOut();
    [[nodiscard]] QString titleText() const;
    void scroll(std::size_t flow, int cells);
    void placeLegend();
    [[nodiscard]] bool shows(ByteFate fate) const;
    [[nodiscard]] std::vector<ByteFate> legendFates() const;
    void paintNames(QPainter& painter, std::size_t flow) const;
    [[nodiscard]] RibbonRoom leastRoom() const;
    [[nodiscard]] RibbonRoom room() const;
    [[nodiscard]] double heightOf(const RibbonRoom& room) const;
    [[nodiscard]] RibbonFonts fonts(std::size_t flow) const;
    [[nodiscard]] RibbonScale scaleOf(std::size_t flow) const;
    [[nodiscard]] QString numberText(std::size_t flow, std::int64_t number) const;
    [[nodiscard]] QString hostName(sim::HostId host) const;
    [[nodiscard]] std::vector<std::size_t> flows() const;
    [[nodiscard]] std::size_t flowAt(QPointF point) const;

    std::shared_ptr<const Run> run_;                          ///< that is read
    std::map<sim::ConversationId, ByteRibbonReader> readers_; ///< of those that were told of
    const ByteRibbonReader* reader_{};                        ///< of the one that is
    ByteRibbon ribbon_;
    RibbonDirections directions_{};
    int zoom_{};
    std::array<std::optional<std::int64_t>, 2> first_; ///< where the wheel has gone
    std::array<RibbonShapes, 2> shapes_;
    RibbonLegend legend_;
};

} // namespace ui
