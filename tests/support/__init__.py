"""What several tests share: small stores and sample records."""
