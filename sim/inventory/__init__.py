"""From energy used to the Covenant of Mayors inventory and its targets: front door of the package."""
