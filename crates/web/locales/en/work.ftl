# Fields of work, by their code.

work-field-01 = Land
work-field-01-01 = Land-use right certificates
work-field-01-02 = Land and boundary disputes
work-field-01-03 = Compensation, site clearance, resettlement
work-field-02 = Environment
work-field-02-01 = Waste and sanitation
work-field-02-02 = Pollution from livestock and factories
work-field-03 = Roads and transport
work-field-03-01 = Traffic safety
work-field-04 = Irrigation and dykes
work-field-05 = Power, clean water, telecoms
work-field-06 = Policy for people with merit
work-field-07 = Social protection and poverty reduction
work-field-08 = New rural development
work-field-09 = Agriculture
work-field-10 = Building control and planning
work-field-11 = Education
work-field-12 = Health and insurance
work-field-13 = Culture and sport
work-field-14 = Security and order
work-field-15 = Administrative procedures and civil status
work-field-16 = Conduct of officials
work-field-16-01 = Local finances
work-field-17 = Party, Front and mass organisations
work-field-18 = Reorganisation of territories
work-field-99 = Other field
