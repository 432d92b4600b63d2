"""Every setting and limit: name with its unit, default and help; built once at the start and passed down."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from data import crest
from geo.pmtiles import Archive
from geo.roads import Roads


class Settings(BaseSettings):
    """Read from the environment: `TEPLOKARTA_` and the name in capitals. A bad value stops the start."""

    model_config = SettingsConfigDict(env_prefix="TEPLOKARTA_", frozen=True, extra="ignore")

    db: Path = Field(Path("var/teplokarta.duckdb"), description="The store's file.")
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8050, ge=0, le=65535, description="Port the server listens on; 0 takes a free one.")
    lang: str = Field("ru", pattern="^(ru|en)$", description="Language of the screens unless the URL says otherwise.")

    # Briefings
    public_url: str = Field("http://127.0.0.1:8050", description="Address of the screens as printed in briefings.")
    brief_institution: str = Field("", max_length=120, description="Whose briefings they are; printed in their head and kept as the author of the file.")
    brief_classification: str = Field("", max_length=120, description="Line at the foot of every briefing, e.g. for official use only.")
    brief_crest_max_kb: int = Field(512, ge=1, description="Largest file of a crest, kilobytes.")
    brief_crest: Path | None = Field(None, description="Path of the institution's crest (SVG or PNG), shown in the head of every briefing; read once, at the start.")
    brief_templates: Path | None = Field(None, description="Folder of own templates: every .typ file in it is a briefing of its name (docs/own-templates.md).")
    brief_templates_max_mb: int = Field(20, ge=1, description="Most that the files of that folder may take together, megabytes.")

    # Briefings on a schedule
    brief_folder: Path | None = Field(None, description="Folder that scheduled briefings are written to; empty: the store's path with .briefings at its end.")
    schedules_max: int = Field(100, ge=1, description="Most briefings on a schedule.")
    schedules_at_once: int = Field(1, ge=1, le=8, description="Scheduled briefings made at the same time; others wait.")
    schedule_attempts: int = Field(5, ge=1, le=20, description="Attempts of one run before it is given up.")
    schedule_pause_s: float = Field(60.0, gt=0, description="Seconds before the second attempt of a run; every further pause is four times as long.")
    schedule_runs_max: int = Field(5_000, ge=10, description="Runs kept in the history; of older ones only the files stay.")
    smtp_host: str = Field("", description="Mail server that scheduled briefings are sent by; empty: none are sent.")
    smtp_port: int = Field(0, ge=0, le=65535, description="Its port; 0: the usual one of smtp_tls (465, 587, 25).")
    smtp_tls: str = Field("starttls", pattern="^(tls|starttls|none)$", description="How the way to it is kept secret: tls from the beginning, starttls, or none (inside a closed network).")
    smtp_ca: Path | None = Field(None, description="Certificates its own is checked against (PEM); empty: those of the machine.")
    smtp_user: str = Field("", description="Who signs in to it; empty: nobody does.")
    smtp_password: SecretStr = Field(SecretStr(""), description="The password; never logged or shown.")
    smtp_password_file: Path | None = Field(None, description="File whose first line is the password, in the place of smtp_password.")
    smtp_sender: str = Field("", description="Address that briefings come from; empty: smtp_user.")
    smtp_domains: tuple[str, ...] = Field((), description="Domains that briefings may be sent to (a JSON list); empty: any.")
    smtp_timeout_s: float = Field(10.0, gt=0, description="Seconds the mail server may take to answer.")
    # Walls
    release: str = Field("", description="Name of what is served; a wall that was loaded from another one reloads itself. Empty: a hash of the screens' files.")

    # Server
    allowed_hosts: tuple[str, ...] = Field((), description="Host names answered to beside the loopback ones (a JSON list).")
    body_max_kb: int = Field(4_096, ge=16, description="Largest body of any request but a push, kilobytes.")
    body_timeout_s: float = Field(60.0, gt=0, description="Seconds a client may take to send its body.")
    callbacks_at_once: int = Field(16, ge=1, description="Callbacks of the screens run at the same time.")
    waiting_max: int = Field(500, ge=0, description="Requests of one kind that may wait for their turn; more are told to come later.")
    stop_s: float = Field(10.0, gt=0, description="Seconds running requests get to finish when the server stops.")

    # Questions
    max_cells: int = Field(50_000, ge=100, description="Most cells one heat answer holds; above it a coarser resolution answers.")
    question_threads: int = Field(4, ge=1, le=64, description="Questions answered at the same time.")
    exports_at_once: int = Field(2, ge=1, le=16, description="Exports written at the same time; others wait.")
    briefings_at_once: int = Field(1, ge=1, le=16, description="Briefings, pictures of walls and charts made at the same time; others wait, so that screens stay quick.")
    question_timeout_s: float = Field(30.0, gt=0, description="Seconds after which a question is stopped.")
    records_memory_mb: int = Field(640, ge=0, description="Megabytes of memory the database of records may use before it goes to disk; 0: most of the machine's.")
    facts: bool = Field(True, description="Keep narrow facts of all appeals in memory (about 30 bytes each) and answer from them; without, the records answer.")
    facts_threads: int = Field(0, ge=0, le=64, description="Threads of one pass over the facts; 0: as many as the machine has cores.")
    facts_wait_s: float = Field(2.0, ge=0, description="Seconds a question waits for facts that are being read before the records answer it.")
    tally_entries: int = Field(24, ge=1, description="Passes over the facts kept in memory for the questions of a screen that share one.")
    tally_memory_mb: int = Field(128, ge=1, description="Megabytes that these passes may take together.")
    cache_entries: int = Field(2_000, ge=0, description="Answers kept in memory for equal questions of the same version.")
    cache_memory_mb: int = Field(96, ge=1, description="Megabytes that these answers may take together, about.")
    small_cell_min: int = Field(1, ge=1, description="Smallest count shown; smaller ones are suppressed.")
    few_min: int = Field(5, ge=1, description="Fewest appeals behind a rate, a mean or an excess: what rests on fewer is hatched and called too few.")
    feed_live_min: int = Field(60, ge=1, description="Minutes after the last push during which a feed counts as live.")

    # Records in
    push_max_rows: int = Field(10_000, ge=1, description="Most records in one push.")
    push_max_mb: int = Field(32, ge=1, description="Largest body of one push, megabytes.")
    push_at_once: int = Field(64, ge=1, description="Pushes handled at the same time; they share commits.")
    queue_max_rows: int = Field(100_000, ge=1, description="Records waiting for the writer before pushes are turned away.")
    disk_free_min_mb: int = Field(1_024, ge=0, description="Megabytes that stay free on the store's disk: below it nothing is written, reading goes on; 0 turns the check off.")
    batch_rows: int = Field(61_440, ge=100, description="Records of a file read and checked at a time.")
    store_rows: int = Field(122_880, ge=1, description="Records of a file stored in one transaction; a whole row group of DuckDB is fastest.")
    file_max_mb: int = Field(2_000, ge=1, description="Largest file read, megabytes (packed size).")
    file_max_unpacked_mb: int = Field(8_000, ge=1, description="Largest unpacked size of a packed file, megabytes.")
    file_max_ratio: int = Field(200, ge=2, description="Most a packed file may grow; more is taken for a zip bomb.")
    file_max_memory_mb: int = Field(4_000, ge=200, description="Memory of the process that reads a file, megabytes.")
    file_max_s: int = Field(1_800, ge=10, description="Seconds the process that reads a file may take.")
    cell_max_chars: int = Field(1_000_000, ge=1_000, description="Longest value of one field; a record with a longer one is quarantined.")
    future_max_h: float = Field(24.0, ge=0, description="Hours a moment of receipt may lie ahead of the clock (time zones, wrong clocks).")
    oldest_year: int = Field(1995, ge=1900, description="An appeal received before this year is quarantined.")

    # Places
    default_point_rows: int = Field(50, ge=2, description="A point shared by more rows than this may be a default point.")
    default_point_share: float = Field(0.005, gt=0, le=1, description="… and by more than this share of the source's located rows.")
    default_point_addresses: int = Field(10, ge=1, description="… with at least this many different or blank addresses.")
    outside_km: float = Field(50.0, ge=0, description="Kilometres beyond the region's bounds up to which a point is believed.")

    # Search in texts
    search_on: bool = Field(True, description="Keep a full-text index beside the store; without one texts are searched by reading them, slowly.")
    search_dir: Path | None = Field(None, description="Folder of the full-text index; empty: the store's path with .search at its end.")
    search_memory_mb: int = Field(128, ge=16, description="Memory for building the full-text index, megabytes.")
    search_batch_rows: int = Field(20_000, ge=1_000, description="Most texts indexed in one round.")
    search_every_s: float = Field(1.0, ge=0, description="Least seconds between two rounds of the full-text index; until then new texts are searched by reading them.")
    search_max_matches: int = Field(2_000_000, ge=1_000, description="Most appeals found by words that figures are counted from; above it the question is refused with a hint to narrow it.")

    # Demonstration
    demo_region: str = Field("rostov", description="Region of the demonstration.")
    demo_appeals: int = Field(300_000, ge=1, description="Appeals of the demonstration.")
    demo_seed: int = Field(1, description="Seed of the demonstration.")
    demo_rate_per_min: float = Field(2.0, ge=0, description="New appeals a minute of the demonstration's live feed while it is lively, on top of its usual ones; 0 turns the feed off.")
    demo_lively_min: float = Field(30.0, ge=0, description="Minutes after a start during which the live feed is lively; then it is as busy as the history, so that figures stay believable.")

    # The map's ground
    map_tiles: str = Field("", description="Own ground under the map: the path of a PMTiles file, or an http(s) address with {z}, {x} and {y} inside your network; empty: the shipped ground. Pages may then ask that one host, and no other.")
    map_tiles_kind: str = Field("auto", pattern="^(auto|raster|openmaptiles|protomaps)$", description="What the tiles of map_tiles are: raster, or vector tiles of the OpenMapTiles or Protomaps schema; auto reads it from the file and takes an address for raster.")

    # Screens
    events_max_per_s: float = Field(4.0, gt=0, description="Most messages a second on one live stream.")
    events_max_cells: int = Field(2_000, ge=1, description="Most cells in one message of a live stream; above it the screen is told to ask anew.")
    events_max_streams: int = Field(1_000, ge=1, description="Most live streams open at the same time.")
    events_reload_s: float = Field(2.0, ge=0, description="Least seconds between two requests to ask anew on one live stream.")
    events_roll_s: float = Field(60.0, gt=0, description="Seconds after which a screen whose window moves with the clock is told to ask anew.")
    heartbeat_s: float = Field(15.0, gt=0, description="Seconds between heartbeats of a live stream.")
    saved_max: int = Field(200, ge=1, description="Most questions that people may keep under a name.")
    annotations_max: int = Field(5_000, ge=1, description="Most events that people may note on the time axis.")
    map_roads: str = Field("", description="Roads to draw under the hexagons: the path of a GeoPackage, GeoJSON, FlatGeobuf or Shapefile of lines, in any reference system; its column highway, fclass, class, type or kind tells classes as OpenStreetMap does, or rank says 1 (great) to 3; empty: none.")
    holidays: bool = Field(True, description="Show Russia's public holidays on trends as faint events; the days that the Government moves each year are not known.")
    stale_h: float = Field(24.0, gt=0, description="Hours without a new record after which a source is shown as late.")

    @field_validator("brief_crest")
    @classmethod
    def _crest_can_be_shown(cls, given: Path | None, info: ValidationInfo) -> Path | None:
        """Told at the start, not by the first briefing."""
        if given is not None:
            crest.read(given, info.data.get("brief_crest_max_kb", 0))
        return given

    @field_validator("brief_templates")
    @classmethod
    def _templates_are_a_folder(cls, given: Path | None) -> Path | None:
        if given is not None and not given.is_dir():
            raise ValueError(f"the folder of own templates {given} is not there")
        return given

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Settings:
        """A mail server without a sender's address could not send anything."""
        if self.smtp_host and "@" not in (self.smtp_sender or self.smtp_user):
            raise ValueError("smtp_host needs the address of smtp_sender")
        return self

    @field_validator("smtp_password_file", "smtp_ca")
    @classmethod
    def _file_is_there(cls, given: Path | None) -> Path | None:
        """A secret or a certificate that cannot be read is told at the start, not at six in the evening."""
        if given is not None:
            try:
                given.open("rb").close()
            except OSError as fault:
                raise ValueError(f"{given} cannot be read: {fault.strerror}") from fault
        return given

    @field_validator("map_tiles")
    @classmethod
    def _tiles_are_there(cls, given: str) -> str:
        """An address must name its host and all three numbers, a file must be an archive: told at the start, not by a blank map."""
        if tiles_are_remote(given):
            if not urlsplit(given).hostname or not all(part in given for part in ("{z}", "{x}", "{y}")):
                raise ValueError("an address of tiles needs a host and {z}, {x}, {y}, as https://tiles.example/{z}/{x}/{y}.png")
            if set(urlsplit(given).netloc) & set(" ;,'\"*"):
                raise ValueError("the host of the tiles has characters that no host has")
        elif given:
            try:
                Archive(Path(given))
            except (OSError, ValueError) as fault:
                raise ValueError(f"the tiles of {given} cannot be used: {fault}") from fault
        return given

    @field_validator("map_roads")
    @classmethod
    def _roads_are_there(cls, given: str) -> str:
        """A file that cannot be drawn is told of at the start."""
        if given:
            try:
                Roads.of(Path(given))
            except (OSError, ValueError) as fault:
                raise ValueError(f"the roads of {given} cannot be used: {fault}") from fault
        return given


def tiles_are_remote(given: str) -> bool:
    """Whether tiles are asked of a server, not read from a file."""
    return given.startswith(("http://", "https://"))
