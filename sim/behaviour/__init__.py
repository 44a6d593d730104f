"""How the many decide: trigger, consideration, choice. Front door of the package; everything in it is pure.

Source of the form: METHODS 1 (Nägeli et al. 2020; Friege et al. 2016; Hecher et al. 2017).
"""
