"""The full map has a value in every hexagon of the region."""

from __future__ import annotations

from bench import full_map
from data.query import Questions
from data.regions import Regions
from data.settings import Settings
from data.store import Store
from data.topics import TopicCatalogue

COARSE = 5


def test_every_hexagon_of_the_region_holds_an_appeal() -> None:
    with full_map.full(COARSE) as db:
        settings = Settings(db=db)
        store = Store.open(db, settings)
        try:
            found = Questions(store, settings, Regions(store), TopicCatalogue.shipped)
            heat = found.heat(found.parse({"period": "all", "res": str(COARSE)}))
            total = found.summary(found.parse({"period": "all"})).total
        finally:
            store.close()
    assert len(heat.cells) == total > 300
    assert set(heat.values.tolist()) == {1.0}
