"""The installed region a record belongs to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.folding import fold
from data.sources.profile_format import Profile
from data.sources.values import each


def region_codes(
    texts: pa.Array, profile: Profile, installed: Mapping[str, tuple[str, str]], default: str
) -> tuple[pa.Array, NDArray[np.bool_]]:
    """Code of each row's region (a blank is the default one; null where unknown), and where it is not installed."""
    words = {fold(code): code for code in installed} | {fold(name): code for code, (name, _) in installed.items()}
    own = {text: code for text, code in profile.values.get("region", {}).items() if code in installed}
    codes = each(texts, lambda text: own.get(fold(text)) or words.get(fold(text)))
    strange = np.asarray(pc.and_(texts.is_valid(), codes.is_null()))
    return pc.if_else(texts.is_null(), default, codes), strange
