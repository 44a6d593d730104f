"""Laws of nature: pure functions of numbers and units.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
"""

from sim.physics.archetypes import ARCHETYPE_TYPES, hourly_over_seasonal
from sim.physics.burning_hours import (
    ClockWindow,
    LampNights,
    lit_hours,
    share_saved_by_dimming,
    share_saved_by_schedule,
    share_saved_by_switch_off,
)
from sim.physics.envelopes import (
    ENVELOPE_PERIODS,
    ENVELOPE_TYPES,
    EnvelopeTables,
    period_of_year,
    typical_envelope,
)
from sim.physics.heat import FACINGS, Envelope, HeatClimate, heat_balance, heat_need_kwh_m2, tabula_case
from sim.physics.heating import (
    delivered_kwh,
    gross_from_net_kwh,
    hot_water_kwh,
    net_from_gross_kwh,
    seasonal_performance,
)
from sim.physics.hourly_electricity import DAY_TABLES, HourlyElectricity, hourly_electricity
from sim.physics.hourly_heat import HeatYear, Sky, Use, heat_year
from sim.physics.labels import LABELS, label_index, primary_energy_kwh
from sim.physics.lamps import lamp_energy_kwh
from sim.physics.prebound import measured_over_calculated
from sim.physics.primary_energy import PrimaryFactors, PrimaryWeights, primary_energy
from sim.physics.rc_network import (
    GIVEN_OFF,
    MASS_TO_SURFACE_W_M2K,
    SURFACE_TO_AIR_W_M2K,
    SURFACES_PER_FLOOR,
    ThermalNetwork,
    air_loss_w_k,
    heating_power_w,
    hour_temperatures,
    thermal_network,
)
from sim.physics.solar import (
    PlaneSun,
    interpolate_yield,
    plane_sun,
    pv_yield_kwh_per_kwp,
    self_consumption_share,
    sun_on_plane_w_m2,
    yield_by_azimuth,
)
from sim.physics.sun import HOURS
from sim.physics.surfaces import Outside, Surface, through_glass_w_m2
from sim.physics.travel import car_energy_kwh
from sim.physics.weather import Normals, Weather, degree_days, heating_season, monthly, sun_offset_of, synthesise

__all__ = [
    "ARCHETYPE_TYPES",
    "DAY_TABLES",
    "ENVELOPE_PERIODS",
    "ENVELOPE_TYPES",
    "FACINGS",
    "GIVEN_OFF",
    "HOURS",
    "LABELS",
    "MASS_TO_SURFACE_W_M2K",
    "SURFACES_PER_FLOOR",
    "SURFACE_TO_AIR_W_M2K",
    "ClockWindow",
    "Envelope",
    "EnvelopeTables",
    "HeatClimate",
    "HeatYear",
    "HourlyElectricity",
    "LampNights",
    "Normals",
    "Outside",
    "PlaneSun",
    "PrimaryFactors",
    "PrimaryWeights",
    "Sky",
    "Surface",
    "ThermalNetwork",
    "Use",
    "Weather",
    "air_loss_w_k",
    "car_energy_kwh",
    "degree_days",
    "delivered_kwh",
    "gross_from_net_kwh",
    "heat_balance",
    "heat_need_kwh_m2",
    "heat_year",
    "heating_power_w",
    "heating_season",
    "hot_water_kwh",
    "hour_temperatures",
    "hourly_electricity",
    "hourly_over_seasonal",
    "interpolate_yield",
    "label_index",
    "lamp_energy_kwh",
    "lit_hours",
    "measured_over_calculated",
    "monthly",
    "net_from_gross_kwh",
    "period_of_year",
    "plane_sun",
    "primary_energy",
    "primary_energy_kwh",
    "pv_yield_kwh_per_kwp",
    "seasonal_performance",
    "self_consumption_share",
    "share_saved_by_dimming",
    "share_saved_by_schedule",
    "share_saved_by_switch_off",
    "sun_offset_of",
    "sun_on_plane_w_m2",
    "synthesise",
    "tabula_case",
    "thermal_network",
    "through_glass_w_m2",
    "typical_envelope",
    "yield_by_azimuth",
]
