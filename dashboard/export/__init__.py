"""Data that leaves the building: records, cells, districts, topics and the trend of one filter set, in files of five kinds."""
