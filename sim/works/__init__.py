"""What waits and what is carried out: queues of small jobs, the works yard of the city, lamp repairs; theory of waiting."""

from sim.works.lamp_repairs import LampRepairs, RepairYear
from sim.works.orders import NO_WORKS, FinishedLot, WorkOrder
from sim.works.queue import QueueYear, TradeQueue
from sim.works.waiting import Waiting, queue_by_theory
from sim.works.yard import WorksYard

__all__ = [
    "NO_WORKS",
    "FinishedLot",
    "LampRepairs",
    "QueueYear",
    "RepairYear",
    "TradeQueue",
    "Waiting",
    "WorkOrder",
    "WorksYard",
    "queue_by_theory",
]
